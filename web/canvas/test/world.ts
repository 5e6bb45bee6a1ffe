/** A small map for tests: two stages, three steps, every role of lane, a reading that measures two of the steps. */
import type { AnyRecord, Estimate, Kind, KindLane, Reading } from "@outsidein/schema";

export function lane(key: string, fields: Partial<KindLane> = {}): KindLane {
  return {
    key, of: key, title: `Lane ${key}`, hint: `Hint ${key}`, meaning: "", level: "step", role: "cards", writing: "", look: "card", tone: "plain",
    icon: "bolt", side: "customer", inside: false, required: false, quad: "", ...fields,
  };
}

export const KIND: Kind = {
  id: "test",
  name: "Test map",
  meaning: "",
  structure: "chronological",
  records: ["journey", "persona", "touchpoint", "lane", "stage", "step", "card", "encounter", "moment", "arrow"], own: false, starter: "blank",
  spine: { stage: "Stage", step: "Step", stages: "Stages", steps: "Steps" }, lines: [], ties: ["step"], rings: [], flows: [], actors: [], plan: false,
  lanes: [
    lane("actions", { required: true }),
    lane("thoughts", { look: "quote" }),
    lane("emotion", { role: "curve", look: "chart" }),
    lane("met", { role: "touchpoints", look: "chip", side: "organisation" }),
    lane("outcome", { level: "stage" }),
    lane("inner", { side: "organisation", inside: true }),
    lane("good", { role: "quad", quad: "swot", level: "stage", side: "organisation", inside: true, tone: "good", look: "bullet" }),
    lane("bad", { role: "quad", quad: "swot", level: "stage", side: "organisation", inside: true, tone: "bad", look: "bullet" }),
    lane("numbers", { role: "measure", level: "stage", side: "organisation", inside: true }),
  ],
  quads: [{ key: "swot", title: "SWOT", hint: "Four corners", icon: "grid" }],
  catalogue: [lane("", { of: "tools", title: "Tools" })],
  terms: { kinds: [["human", "People"], ["interactive", "Interactive"], ["static", "Static"]] },
};

export const RECORDS: readonly AnyRecord[] = [
  { type: "journey", id: "journey:trip", kind: "test", title: "A trip" },
  { type: "stage", id: "stage:before", parent: "journey:trip", order: "a0", name: "Before", goal: "Be ready" },
  { type: "stage", id: "stage:after", parent: "journey:trip", order: "a1", name: "After" },
  { type: "step", id: "step:search", parent: "stage:before", order: "a0", name: "Search" },
  { type: "step", id: "step:book", parent: "stage:before", order: "a1", name: "Book", target: 8 },
  { type: "step", id: "step:fly", parent: "stage:after", order: "a0", name: "Fly" },
  { type: "card", id: "card:one", parent: "step:search", order: "a0", lane: "actions", text: "Compare fares" },
  { type: "card", id: "card:two", parent: "step:search", order: "a1", lane: "actions", text: "Ask a friend" },
  { type: "card", id: "card:three", parent: "step:book", order: "a0", lane: "actions", text: "Pay", touchpoint: "touchpoint:form" },
  { type: "card", id: "card:thought", parent: "step:book", order: "a0", lane: "thoughts", text: "Is it safe?" },
  { type: "card", id: "card:drawn", parent: "step:search", order: "a0", lane: "emotion", value: 6 },
  { type: "card", id: "card:outcome", parent: "stage:before", order: "a0", lane: "outcome", text: "A ticket" },
  { type: "card", id: "card:inner", parent: "step:fly", order: "a0", lane: "inner", text: "Brief the crew" },
  { type: "card", id: "card:good", parent: "stage:before", order: "a0", lane: "good", text: "Fair prices" },
  { type: "touchpoint", id: "touchpoint:form", name: "Booking form", kind: "interactive" },
  { type: "touchpoint", id: "touchpoint:crew", name: "Cabin crew", kind: "human" },
  { type: "encounter", id: "encounter:a", parent: "step:book", order: "a0", touchpoint: "touchpoint:form" },
  { type: "encounter", id: "encounter:b", parent: "step:fly", order: "a0", touchpoint: "touchpoint:crew" },
  { type: "moment", id: "moment:a", parent: "step:book", reason: "Money changes hands", touchpoint: "touchpoint:form" },
  { type: "arrow", id: "arrow:a", parent: "step:book", to: "step:search", label: "too dear", kind: "returns" },
];

export function estimate(value: number | null, fields: Partial<Estimate> = {}): Estimate {
  const ends = value === null ? { low: null, high: null } : { low: value - 0.2, high: value + 0.2 };
  return { value, ...ends, n: 120, method: "t", measure: "emotional-level", unit: "1–10", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0, ...fields };
}

const point = { gap: "", drawn: null, target: null, touchpoints: [], measured_as: "" };

export function reading(levels: { readonly search: number; readonly fly: number } = { search: 7.1, fly: 4.2 }): Reading {
  return {
    headline: "Flying hurts.", lead: "", period: { first: null, last: null }, responses: 120, answers: 240, not_applicable: 0, comments: 3, events: 0,
    overall: [["nps", estimate(12, { unit: "points", measure: "nps" })]],
    curve: [
      { ...point, step: "step:search", level: estimate(levels.search), drawn: 6 },
      { ...point, step: "step:book", level: null, gap: "Nobody was asked here.", target: 8 },
      { ...point, step: "step:fly", level: estimate(levels.fly, { n: 12, small: true }), touchpoints: ["crew"] },
    ],
    unallocated: [],
    touchpoints: [{ touchpoint: "crew", measures: [["csat", estimate(43, { unit: "%" })]], trend: [], comments: 2 }],
    drivers: { outcome: "", wording: "", r2: estimate(0.4), n: 120, left_out: 0, drivers: [{ touchpoint: "crew", share: estimate(62, { unit: "%" }), johnson: 60, pairwise: 60, sign: 1, beta: estimate(0.3) }], method: "", notes: [] },
    findings: [
      { kind: "hotspot", where: "touchpoint:crew", title: "Crew", says: "Crew hurts.", level: estimate(4.2), effect: null, against: null, p: null, q: null, looks: 1, category: null, category_by: "", reasons: [] },
    ],
    positions: [], crosshairs: null, priorities: [], voices: { known: false, says: "", overall: null, voices: [] },
    backing: [
      { card: "card:one", strength: "measured", n: 1502, age: 2, stale: false, says: "Measured." },
      { card: "card:two", strength: "assumption", n: 0, age: null, stale: false, says: "An assumption." },
      { card: "card:three", strength: "heard", n: 7, age: 400, stale: true, says: "Seven comments." },
    ],
    coverage: estimate(50, { unit: "%", method: "exact" }), freshness: { newest: null, age: null, stale: false, says: "" }, quotes: [], notes: [], scope: "", standing: [], walked: null, beside: [],
  };
}

/** A map of `steps` steps with a card in each cell of each card lane. */
export function large(steps: number): readonly AnyRecord[] {
  const order = (at: number): string => `a${at.toString().padStart(4, "0")}V`;
  const made: AnyRecord[] = [
    { type: "journey", id: "journey:trip", kind: "test", title: "A long trip" },
    { type: "stage", id: "stage:all", parent: "journey:trip", order: "a0", name: "All" },
  ];
  for (let at = 0; at < steps; at += 1) {
    made.push({ type: "step", id: `step:${at}`, parent: "stage:all", order: order(at), name: `Step ${at}` });
    for (const key of ["actions", "thoughts", "inner"]) made.push({ type: "card", id: `card:${key}-${at}`, parent: `step:${at}`, order: "a0", lane: key, text: `${key} ${at}` });
  }
  return made;
}
