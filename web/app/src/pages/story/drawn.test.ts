import { describe, expect, it } from "vitest";
import type { StoryFrame } from "../../data/story";
import { arcOf, columnOf, feltOf, GROUND, namedBelow } from "./drawn";

const frame = (step: string, tension: number | null, level: number | null): StoryFrame => ({ step, tension, level }) as StoryFrame;

describe("the arc", () => {
  it("has a point where there is tension, none before the first beat", () => {
    const frames = [frame("a", null, null), frame("b", 0, null), frame("c", 1, null)];
    const column = columnOf(frames);
    expect(arcOf(frames).map(({ x, y }) => [x, y])).toEqual([[1.5 * column, GROUND], [2.5 * column, GROUND - 120]]);
  });

  it("has room for the longest word of a beat in every frame, however many there are", () => {
    expect(columnOf(Array.from({ length: 40 }, (_, at) => frame(`${at}`, null, null)))).toBeGreaterThanOrEqual(92);
  });

  it("leaves a gap in the curve where nobody drew a level", () => {
    expect(feltOf([frame("a", null, 1), frame("b", null, null), frame("c", null, 10)]).map((one) => one.length)).toEqual([1, 1]);
  });
});

describe("the name of a beat", () => {
  const frame = (step: string, beat: string | null, tension: number | null, level: number | null = null): StoryFrame => ({ step, number: 1, name: "", does: "", thinks: "", picture: "", shows: "", beat, tension, level }) as StoryFrame;

  it("stands over its point, and under it where a line would run through it", () => {
    expect([...namedBelow([frame("a", "exposition", 0.1), frame("b", "crisis", 0.6), frame("c", "climax", 1)])]).toEqual([]);
    // Among as many frames as make the arc steep.
    const rest = Array.from({ length: 10 }, (_, at) => frame(`rest ${at}`, null, null));
    expect([...namedBelow([frame("a", "climax", 1), frame("b", "falling-action", 0.5), ...rest])]).toEqual(["b"]);
    expect([...namedBelow([frame("a", "climax", 1), frame("b", "end", 0.1), ...rest])]).toEqual([]);
  });
});
