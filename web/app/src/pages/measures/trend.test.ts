import type { Estimate } from "@outsidein/schema";
import { describe, expect, it } from "vitest";
import { trendShape } from "./trend";

const row = (value: number | null) => {
  const ends = value === null ? { low: null, high: null } : { low: value - 1, high: value + 1 };
  const estimate: Estimate = { value, ...ends, n: 9, method: "t", measure: "", unit: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0 };
  return { keys: [{ first: "2026-01-01", last: "2026-01-31" }], estimate, refused: null, verdict: null };
};
const size = { width: 600, height: 100 };

describe("a line over time", () => {
  it("keeps a period without answers as a gap", () => {
    const shape = trendShape([row(3), row(null), row(5), row(6)], size, [1, 10]);
    expect(shape.runs.map((run) => run.length)).toEqual([1, 2]);
  });
  it("holds every interval within its frame", () => {
    const dots = trendShape([row(3), row(5), row(9)], size, [1, 10]).runs.flat();
    for (const dot of dots) {
      expect(Math.min(dot.high, dot.low)).toBeGreaterThanOrEqual(0);
      expect(Math.max(dot.high, dot.low)).toBeLessThanOrEqual(100);
    }
  });
  it("writes fewer dates than there is room for, the first among them", () => {
    const shape = trendShape(Array.from({ length: 60 }, (_, index) => row(index / 10)), size, null);
    expect(shape.labels.length).toBeLessThan(7);
    expect(shape.labels[0]?.x).toBe(shape.runs[0]?.[0]?.x);
  });
  it("draws nothing of nothing", () => {
    expect(trendShape([row(null)], size, null)).toEqual({ runs: [], ticks: [], labels: [] });
  });
});
