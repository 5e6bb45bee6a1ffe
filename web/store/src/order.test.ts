import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dice } from "../test/dice";
import { between, fits, isKey, spread } from "./order";

interface Rules {
  readonly between: readonly (readonly [string, string, string])[];
}
const rules = JSON.parse(readFileSync(new URL("../../schema/conformance.json", import.meta.url), "utf8")) as Rules;

describe("an order key", () => {
  test("without chance is the one that Python makes", () => {
    expect(rules.between.length).toBeGreaterThan(100);
    for (const [low, high, key] of rules.between) expect(between(low, high)).toBe(key);
  });

  test("always fits strictly between its neighbours, and between it and them fits another", () => {
    const random = dice(7);
    for (let round = 0; round < 300; round += 1) {
      const keys = [between("", "", random)];
      for (let drop = 0; drop < 30; drop += 1) {
        const at = Math.floor(random() * (keys.length + 1));
        const key = between(keys[at - 1] ?? "", keys[at] ?? "", random);
        expect(isKey(key)).toBe(true);
        keys.splice(at, 0, key);
      }
      expect(keys).toEqual([...keys].sort());
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test("stays short when a thousand cards are added one behind the other", () => {
    const random = dice(3);
    let key = "";
    for (let count = 0; count < 1000; count += 1) {
      const next = between(key, "", random);
      expect(next > key).toBe(true);
      key = next;
    }
    expect(key.length).toBeLessThan(10);
  });

  test("rarely is the same for two people who drop into one gap", () => {
    const random = dice(11);
    const keys = Array.from({ length: 100 }, () => between("V", "W", random));
    expect(new Set(keys).size).toBeGreaterThan(95);
  });

  test("is refused where nothing fits", () => {
    for (const [low, high] of [["V", "V"], ["k", "V"], ["V0", ""], ["", "0"], ["é", ""]] as const) {
      expect(fits(low, high)).toBe(false);
      expect(() => between(low, high)).toThrow(RangeError);
    }
  });

  test("can be made many at a time, in order and between two", () => {
    for (const count of [0, 1, 2, 7, 200]) {
      const keys = spread(count, "V", "W", dice(count));
      expect(keys).toHaveLength(count);
      expect(["V", ...keys, "W"]).toEqual([...["V", ...keys, "W"]].sort());
      expect(new Set(keys).size).toBe(count);
    }
  });
});
