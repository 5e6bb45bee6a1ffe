import type { CurvePoint, Estimate } from "@outsidein/schema";
import { describe, expect, it } from "vitest";
import { bandBetween, lineThrough, shapeOf } from "./shape";

const level = (value: number): Estimate => ({
  value, low: value - 0.2, high: value + 0.2, n: 100, method: "t", measure: "emotional-level", unit: "1–10",
  period: null, cites: [], small: false, level: 0.95, notes: [], people: 0,
});
const point = (step: string, value: number | null): CurvePoint => ({
  step, level: value === null ? null : level(value), gap: "", drawn: null, target: null, touchpoints: [], measured_as: "",
});

describe("the small curve", () => {
  it("keeps gaps as gaps: a run ends where nothing was measured", () => {
    const curve = [point("step:a", 5), point("step:b", 6), point("step:c", null), point("step:d", 7)];
    const shape = shapeOf({ curve, findings: [] }, {}, { width: 400, height: 100 });
    expect(shape.runs.map((run) => run.map((dot) => dot.step))).toEqual([["step:a", "step:b"], ["step:d"]]);
    expect(shape.dots[2]?.y).toBeNull();
  });
  it("stands a higher level higher on the picture, inside its frame", () => {
    const shape = shapeOf({ curve: [point("a", 2), point("b", 9)], findings: [] }, { a: "A" }, { width: 100, height: 80 });
    const [first, second] = shape.dots;
    expect(first?.y ?? 0).toBeGreaterThan(second?.y ?? 0);
    for (const dot of shape.dots) {
      expect(dot.y).toBeGreaterThanOrEqual(0);
      expect(dot.y).toBeLessThanOrEqual(80);
    }
    expect(first?.name).toBe("A");
  });
  it("draws what people drew only where nothing at all was measured", () => {
    const drawn = (step: string, value: number | null): CurvePoint => ({ ...point(step, value), drawn: 3 });
    const size = { width: 100, height: 80 };
    const believed = shapeOf({ curve: [drawn("a", null), point("b", null), drawn("c", null)], findings: [] }, {}, size);
    expect(believed.drawn.map((run) => run.map((dot) => dot.step))).toEqual([["a"], ["c"]]);
    for (const dot of believed.dots) expect(dot.drawn?.y ?? 0).toBeLessThanOrEqual(80);
    expect(shapeOf({ curve: [drawn("a", 5), drawn("b", null)], findings: [] }, {}, size).drawn).toEqual([]);
  });
  it("draws nothing for a curve without points", () => {
    expect(shapeOf({ curve: [], findings: [] }, {}, { width: 100, height: 80 }).runs).toEqual([]);
    expect(lineThrough([])).toBe("");
    expect(bandBetween([[0, 0]], [[0, 1]])).toBe("");
  });
});
