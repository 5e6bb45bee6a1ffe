import { describe, expect, it } from "vitest";
import type { Atlas, AtlasBand } from "../../data/states";
import { laidOut } from "./laid";

const band = (key: string, more: Partial<AtlasBand> = {}): AtlasBand => ({ key, of: "", opens: [], parents: [], ...more }) as unknown as AtlasBand;
const opens = (to: string): AtlasBand["opens"] => [{ record: "step:a", name: "A", to, known: true }];
const atlas = (bands: readonly AtlasBand[]): Atlas => ({ bands, phases: [{ id: "use", name: "Use", meaning: "", offered: true, journeys: bands.map((one) => one.key) }] }) as unknown as Atlas;

describe("the atlas", () => {
  it("lays a finer journey and a state under the journey they belong to", () => {
    const found = laidOut(atlas([band("finer", { parents: [["trip", "A"]] }), band("trip", { opens: opens("finer") }), band("aim", { of: "trip" })]));
    expect(found[0]?.bands.map(({ band: { key }, depth }) => [key, depth])).toEqual([["trip", 0], ["aim", 1], ["finer", 1]]);
  });

  it("shows every journey once, even where they open into each other in a ring", () => {
    const found = laidOut(atlas([band("a", { opens: opens("b"), parents: [["b", "A"]] }), band("b", { opens: opens("a"), parents: [["a", "A"]] })]));
    expect(found[0]?.bands.map(({ band: { key } }) => key)).toEqual(["a", "b"]);
  });
});
