import { describe, expect, it } from "vitest";
import type { Changes, Credited, Moving, SurvivalCurve } from "../../data/foresight";
import { creditRows, usualGoal } from "./credit";
import { curvesShape, daysBelow, enoughUntil } from "./curves";
import { domainOf, movedBy, onDomain } from "./moved";
import { reliabilityDots, slotBars } from "./reliability";
import { happened, daysBetween } from "./timeline";

const estimate = (value: number | null, low = value, high = value, n = 100) => ({ value, low, high, n, method: "", measure: "", unit: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: n });

const curve: SurvivalCurve = {
  group: "", customers: 100, left: 60, until: 20,
  times: [5, 10, 18], share: [0.8, 0.5, 0.4], low: [0.7, 0.4, 0.2], high: [0.9, 0.6, 0.6],
  risk: Array.from({ length: 21 }, (_, day) => 100 - day * 6).map((n) => Math.max(n, 2)), every: 1,
  median: estimate(10), ratio: null,
};

describe("curves of staying", () => {
  it("end where fewer than ten are left under observation", () => {
    expect(enoughUntil(curve)).toBe(15);
  });

  it("fall in stairs from everybody, and stop with the picture", () => {
    const { curves } = curvesShape([curve], { width: 150, height: 100 });
    expect(curves[0]?.line).toBe("M0 0H50V20H100V50H150");
    expect(curves[0]?.band).toBe("M50 10H100V40H150V60H100V30H50Z");
  });

  it("say below each tick who was at risk, and nothing beyond what was observed", () => {
    const short = { ...curve, until: 8, risk: curve.risk.slice(0, 9) };
    const { ticks, curves } = curvesShape([curve, short], { width: 300, height: 100 });
    expect(ticks.map((tick) => tick.days)).toEqual([0, 5, 10, 15]);
    expect(curves[1]?.risk).toEqual([100, 70, null, null]);
  });

  it("write as many days as have room, in steps that people count in", () => {
    expect(daysBelow(346, 1000)).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330]);
    expect(daysBelow(0.9, 300)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    for (const width of [240, 400, 900]) expect(width / (daysBelow(100, width).length - 1)).toBeGreaterThan(30);
  });
});

describe("reliability", () => {
  it("marks a group whose interval misses what it was told", () => {
    const dots = reliabilityDots([{ told: 0.5, true: estimate(0.45, 0.4, 0.55) }, { told: 0.9, true: estimate(0.5, 0.4, 0.6) }], 100);
    expect(dots.map((dot) => dot.holds)).toEqual([true, false]);
    expect([dots[0]?.x, dots[0]?.y, dots[0]?.top, dots[0]?.bottom].map((at) => Math.round(at ?? 0))).toEqual([50, 55, 45, 60]);
  });

  it("leaves groups without a number out, and shows every slot that has anybody", () => {
    expect(reliabilityDots([{ told: 0.5, true: estimate(null) }], 100)).toEqual([]);
    expect(slotBars([0, 1, 1000], 90, 50).map((bar) => bar.height)).toEqual([0, 1.5, 50]);
  });
});

describe("what if", () => {
  const moving = (low: number, high: number): Moving => ({
    touchpoint: "a", name: "A", scale: [1, 5], rated: 100, held: 0, refused: [],
    changes: [{ change: 1, now: estimate(30), then: estimate(32), effect: estimate((low + high) / 2, low, high), said: "", assumptions: [] }],
  });

  it("has a scale around 0 that one very wide interval does not flatten", () => {
    expect(domainOf([moving(-2, 4), moving(-1, 5), moving(-400, 900)])).toEqual([-5, 5]);
    expect(onDomain(900, [-5, 5])).toBe(100);
    expect(onDomain(0, [-5, 5])).toBe(50);
  });

  it("finds the effect of a change, and none of no change", () => {
    expect(movedBy(moving(1, 3), 1)?.effect.value).toBe(2);
    expect(movedBy(moving(1, 3), 0)).toBeUndefined();
  });
});

describe("credit", () => {
  it("orders touchpoints by the most that any rule gives them", () => {
    const credit = (touchpoint: string, share: number) => ({ touchpoint, conversions: estimate(1), share: estimate(share) });
    const found: Credited = { goal: "g", journeys: 9, conversions: 3, notes: [], rules: [{ rule: "first", credits: [credit("a", 90), credit("b", 10)] }, { rule: "last", credits: [credit("b", 100)] }] };
    expect(creditRows(found).map((row) => [row.touchpoint, row.least, row.most])).toEqual([["b", 10, 100], ["a", 0, 90]]);
  });

  it("takes for the goal where journeys come latest, not what next to nobody reaches", () => {
    const place = (name: string, reach: number, at: number) => ({ name, reach: estimate(reach), visits: 1, place: at });
    expect(usualGoal([place("search", 1, 1), place("paid", 0.2, 5), place("lost", 0.001, 9)])).toBe("paid");
    expect(usualGoal([])).toBe("");
  });
});

describe("changes along time", () => {
  const change = (first: string, last: string) => ({ shape: "passing", period: { first, last }, before: estimate(0.1), during: estimate(0.2), difference: estimate(0.1), p: 0.01, says: first });
  const incident = (first: string, last: string) => ({ lead: change(first, last), others: [], period: { first, last }, says: first });

  it("are numbered in the order in which they began, each on its days", () => {
    const found: Changes = { incidents: [incident("2026-01-06", "2026-01-10")], mix: [incident("2026-01-01", "2026-01-05")], trends: [], looks: 1, alpha: 0.05, walks: 1, notes: [], period: { first: "2026-01-01", last: "2026-01-10" } };
    expect(happened(found).map((one) => [one.number, one.says, one.from, one.to])).toEqual([[1, "2026-01-01", 0, 0.5], [2, "2026-01-06", 0.5, 1]]);
  });

  it("write months below, as many as have room", () => {
    const year = { first: "2026-01-15", last: "2026-12-31" };
    expect(daysBetween(year, 20)).toHaveLength(11);
    expect(daysBetween(year, 4).map((one) => one.day)).toEqual(["2026-02-01", "2026-05-01", "2026-08-01", "2026-11-01"]);
    expect(daysBetween({ first: null, last: null }, 4)).toEqual([]);
    expect(daysBetween({ first: "2026-03-02", last: "2026-03-21" }, 5).map((one) => one.day)).toEqual(["2026-03-02", "2026-03-06", "2026-03-10", "2026-03-14", "2026-03-18"]);
  });
});
