import { formatsOf } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import { describe, expect, it } from "vitest";
import type { MeasureInfo } from "../../data/questions";
import { keyWord, rangeOf } from "./told";

const format = formatsOf("en", { to: (low, high) => `${low} to ${high}`, of: (top) => `of ${top}`, undated: "undated", size: (value, unit) => `${value} ${unit}` });
const measure = (unit: string): MeasureInfo => ({ id: "m", name: "M", label: "M", unit, better: "higher", formula: "", interval: "", minimum: 30 });
const estimate = (high: number, unit = ""): Estimate => ({
  value: high, low: high, high, n: 9, method: "exact", measure: "", unit, period: null, cites: [], small: false, level: 0.95, notes: [], people: 0,
});

describe("what the measures page says", () => {
  it("stands shares on 0–100, NPS on −100–100, levels on their scale", () => {
    expect(rangeOf(measure("%"), [])).toEqual([0, 100]);
    expect(rangeOf(measure("points"), [])).toEqual([-100, 100]);
    expect(rangeOf(measure("1–10"), [])).toEqual([1, 10]);
  });
  it("stands means on the scale as asked, where all were asked on the same", () => {
    const row = (high: number, unit: string) => ({ keys: [null], estimate: estimate(high, unit), refused: null, verdict: null });
    expect(rangeOf(measure(""), [row(3.6, "1–5")])).toEqual([1, 5]);
    expect(rangeOf(measure(""), [row(3.6, "1–5"), row(5, "1–7")])).toEqual([0, 5]);
  });
  it("stands counts on their own largest, one alone and nothing on nothing", () => {
    const row = (high: number) => ({ keys: [null], estimate: estimate(high), refused: null, verdict: null });
    expect(rangeOf(measure(""), [row(120), row(40)])).toEqual([0, 120]);
    expect(rangeOf(measure(""), [row(120)])).toBeNull();
    expect(rangeOf(measure(""), [])).toBeNull();
  });
  it("calls a row by its name, a period by its days, and what was not said by that", () => {
    expect(keyWord("step:check-in", { "step:check-in": "Check in" }, "not said", format)).toBe("Check in");
    expect(keyWord("app", { "touchpoint:app": "Mobile app" }, "not said", format)).toBe("Mobile app");
    expect(keyWord(null, {}, "not said", format)).toBe("not said");
    expect(keyWord({ first: "2026-07-01", last: "2026-09-30" }, {}, "", format)).toBe("1 Jul 2026 – 30 Sept 2026");
  });
});
