import { describe, expect, it } from "vitest";
import { area, heightAt, path, stretches, through } from "./line";

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

describe("a line through points", () => {
  it("stays within the two points it leads between, whatever they are", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = random(seed);
      const ys = Array.from({ length: 8 }, () => next() * 200);
      const line = through(ys, 100);
      for (let x = 50; x < 750; x += 7) {
        const at = Math.floor(x / 100 - 0.5);
        const [one = 0, other = 0] = [ys[at], ys[at + 1]];
        const y = heightAt(line, x) ?? Number.NaN;
        expect(y).toBeGreaterThanOrEqual(Math.min(one, other) - 1e-9);
        expect(y).toBeLessThanOrEqual(Math.max(one, other) + 1e-9);
      }
    }
  });

  it("leaves a gap where a point is missing", () => {
    const line = through([10, 20, null, 40, null, 60, 70], 100);
    expect(stretches(line)).toEqual([[0, 1], [3, 3], [5, 6]]);
    expect(path(line).match(/M/g)).toHaveLength(2);
    expect(heightAt(line, 250)).toBeNull();
  });

  it("draws nothing through a single point", () => {
    expect(path(through([null, 5, null], 100))).toBe("");
  });

  it("closes a band for each stretch", () => {
    const high = through([1, 2, null, 4, 5], 10);
    const low = through([3, 4, null, 6, 7], 10);
    expect(area(high, low).match(/Z/g)).toHaveLength(2);
  });
});
