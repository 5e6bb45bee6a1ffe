import { describe, expect, it } from "vitest";
import type { StoryFrame } from "../../data/story";
import { arcOf, feltOf, GROUND } from "./drawn";

const frame = (step: string, tension: number | null, level: number | null): StoryFrame => ({ step, tension, level }) as StoryFrame;

describe("the arc", () => {
  it("has a point where there is tension, none before the first beat", () => {
    expect(arcOf([frame("a", null, null), frame("b", 0, null), frame("c", 1, null)]).map(({ x, y }) => [x, y])).toEqual([[180, GROUND], [300, GROUND - 120]]);
  });

  it("leaves a gap in the curve where nobody drew a level", () => {
    expect(feltOf([frame("a", null, 1), frame("b", null, null), frame("c", null, 10)]).map((one) => one.length)).toEqual([1, 1]);
  });
});
