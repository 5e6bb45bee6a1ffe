import type { Estimate, Reading } from "@outsidein/schema";
import { openLocal } from "@outsidein/store";
import { describe, expect, it } from "vitest";
import { inspect, keyOf } from "./inspected";

const level = (value: number, measure = "emotional-level"): Estimate => ({
  value, low: value - 0.2, high: value + 0.2, n: 40, method: "t", measure, unit: "1–10", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0,
});
const store = openLocal([
  { type: "journey", id: "journey:trip", title: "Trip" },
  { type: "stage", id: "stage:go", parent: "journey:trip", order: "V", name: "Go" },
  { type: "step", id: "step:check-in", parent: "stage:go", order: "V", name: "Check in" },
  { type: "touchpoint", id: "touchpoint:app", name: "App" },
  { type: "encounter", id: "encounter:1", parent: "step:check-in", order: "V", touchpoint: "touchpoint:app" },
  { type: "card", id: "card:1", parent: "step:check-in", order: "V", lane: "pains", text: "Losing the form" },
  { type: "moment", id: "moment:1", parent: "step:check-in", reason: "They come back or not" },
]);
const estimate = level(4.6);
const reading = {
  curve: [{ step: "step:check-in", level: estimate, gap: "", drawn: null, target: 7, touchpoints: ["app"], measured_as: "" }],
  touchpoints: [{ touchpoint: "app", measures: [["emotional-level", estimate], ["csat", level(38, "csat")]], trend: [], comments: 12 }],
  drivers: { outcome: "", wording: "", r2: estimate, n: 1, left_out: 0, drivers: [{ touchpoint: "app", share: level(24, ""), johnson: 24, pairwise: 24, sign: 1, beta: estimate }], method: "", notes: [] },
  findings: [{ kind: "hotspot", where: "touchpoint:app", title: "App", says: "It hurts.", level: estimate, effect: null, against: null, p: null, q: null, looks: 3, category: null, category_by: "", reasons: [] }],
  priorities: [],
  quotes: [{ comment: "comment:1", text: "It froze.", touchpoint: "app", step: "", time: null, source: "" }],
  walked: { journeys: 3200, steps: [{ step: "step:check-in", touchpoints: ["app"], measures: [["walk-come-by", level(26, "")]] }] },
  backing: [{ card: "card:1", strength: "measured", n: 40, age: 3, stale: false, says: "n = 40" }],
} as unknown as Reading;

describe("what the inspector says of a card", () => {
  const found = inspect(store, reading, [], "card:1");
  it("tells where it stands and what backs it", () => {
    expect(found.path).toEqual(["Go", "Check in"]);
    expect(found.backing?.n).toBe(40);
    expect(found.moment).toBe("They come back or not");
  });
  it("tells the level of its step once, with its target, then the other measures and the share with its rank", () => {
    expect(found.measured.map((one) => one.what)).toEqual(["emotion", "csat", "share", "walk-come-by"]);
    expect(found.measured[3]?.journeys).toBe(true);
    expect(found.measured[0]?.target).toBe(7);
    expect(found.measured[2]?.rank).toEqual({ place: 1, of: 1 });
  });
  it("brings what was said and found at the touchpoints that count there", () => {
    expect(found.quotes.map((one) => one.text)).toEqual(["It froze."]);
    expect(found.findings.map((one) => one.where)).toEqual(["touchpoint:app"]);
    expect(found.comments).toBe(12);
  });
});

describe("what the inspector says where little is known", () => {
  it("says nothing of what is not on the map", () => {
    expect(inspect(store, reading, [], "card:gone").kind).toBe("none");
    expect(inspect(store, reading, [], "").kind).toBe("none");
  });
  it("tells a touchpoint by its encounter, and has no numbers without a reading", () => {
    const found = inspect(store, null, [], "encounter:1");
    expect([found.kind, found.title, found.measured.length]).toEqual(["touchpoint", "App", 0]);
  });
  it("finds the key of an id, and leaves a key alone", () => {
    expect([keyOf("touchpoint:app"), keyOf("app")]).toEqual(["app", "app"]);
  });
});
