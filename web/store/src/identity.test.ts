import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dice } from "../test/dice";
import { freshId, slug } from "./identity";

const { slugs } = JSON.parse(readFileSync(new URL("../../schema/conformance.json", import.meta.url), "utf8")) as { slugs: [string, string][] };

describe("an id", () => {
  test.each(slugs)("of “%s” begins as Python would write it", (text, key) => {
    expect(slug(text)).toBe(key);
  });

  test("is never one that is taken, and two people who name alike get two", () => {
    const taken = new Set(["persona:ada"]);
    const [one, other] = [1, 2].map((seed) => freshId("persona", "Ada", (id) => taken.has(id), dice(seed)));
    expect(one).toMatch(/^persona:ada-/);
    expect(other).not.toBe(one);
  });
});
