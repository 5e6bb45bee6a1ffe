import type { Estimate } from "@outsidein/schema";
import { describe, expect, it } from "vitest";
import { idOf, rankedOf } from "./ranked";

const estimate = (value: number): Estimate => ({
  value, low: value - 1, high: value + 1, n: 9, method: "t", measure: "", unit: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0,
});
const finding = (kind: string, where: string, value: number) => ({ kind, where, title: where, says: "", level: estimate(value), effect: null, category: null, reasons: [], looks: 3 });
type Asked = Parameters<typeof rankedOf>[0];

describe("the ranked list", () => {
  const reading = {
    names: { "touchpoint:seat": "Seat" },
    drivers: { drivers: [{ touchpoint: "app", share: estimate(20) }, { touchpoint: "desk", share: estimate(40) }] },
    priorities: [],
    findings: [
      finding("bright-spot", "touchpoint:crew", 8),
      finding("hotspot", "touchpoint:app", 4),
      finding("hotspot", "touchpoint:desk", 5),
      finding("moment-of-truth", "touchpoint:desk", 5),
    ],
    positions: [{ touchpoint: "seat", importance: estimate(5), performance: estimate(6), quadrant: "watch" }, { touchpoint: "app", importance: estimate(20), performance: estimate(4), quadrant: "mend first" }],
  } as unknown as Asked;
  it("stands hotspots first by importance, then what else is known, bright spots last, each once", () => {
    expect(rankedOf(reading).map((one) => one.id)).toEqual(["touchpoint:desk", "touchpoint:app", "touchpoint:seat", "touchpoint:crew"]);
  });
  it("marks moments of truth instead of listing them", () => {
    expect(rankedOf(reading).find((one) => one.id === "touchpoint:desk")?.moment).toBe(true);
  });
  it("makes ids of keys once", () => {
    expect([idOf("app"), idOf("step:x")]).toEqual(["touchpoint:app", "step:x"]);
  });
});
