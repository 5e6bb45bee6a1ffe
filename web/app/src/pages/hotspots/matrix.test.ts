import type { Estimate, Position } from "@outsidein/schema";
import { describe, expect, it } from "vitest";
import { plotOf, ticks } from "./matrix";

const estimate = (value: number, half: number): Estimate => ({
  value, low: value - half, high: value + half, n: 200, method: "t", measure: "", unit: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0,
});
const position = (touchpoint: string, performance: number, importance: number): Position => ({
  touchpoint, performance: estimate(performance, 0.2), importance: estimate(importance, 1), quadrant: "keep",
});
const frame = { width: 440, height: 360 };

describe("importance × performance", () => {
  it("stands what matters more higher and what feels better further right", () => {
    const plot = plotOf([position("a", 4, 20), position("b", 8, 5)], (key) => key, [6, 10], frame);
    const [a, b] = plot.spots;
    expect(a?.touchpoint).toBe("a");
    expect(a?.y ?? 0).toBeLessThan(b?.y ?? 0);
    expect(a?.x ?? 0).toBeLessThan(b?.x ?? 0);
  });
  it("keeps labels of a crowd apart as long as there is room", () => {
    const crowd = Array.from({ length: 9 }, (_, index) => position(`touchpoint ${index}`, 5 + (index % 3) * 0.9, 4 + Math.floor(index / 3) * 5));
    const plot = plotOf(crowd, (key) => key, [6, 9], frame);
    const boxes = plot.spots.flatMap(({ label, name }) => {
      if (!label) return [];
      const length = name.length * 6.1;
      const left = label.anchor === "start" ? label.x : label.anchor === "end" ? label.x - length : label.x - length / 2;
      return [{ left, right: left + length, top: label.y - 11, bottom: label.y + 3 }];
    });
    const touching = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
    expect(touching).toEqual([]);
    expect(boxes.length).toBeGreaterThan(5);
  });
  it("leaves out what nothing can be said of", () => {
    const unknown: Position = { ...position("c", 5, 5), importance: { ...estimate(5, 1), value: null, low: null, high: null } };
    expect(plotOf([unknown], (key) => key, [6, 9], frame).spots).toEqual([]);
  });
  it("chooses round numbers for its axes", () => {
    expect(ticks(3.2, 8.9)).toEqual([4, 6, 8]);
    expect(ticks(0, 25)).toEqual([0, 5, 10, 15, 20, 25]);
  });
});
