/** What the paths page shows, as its address says it and back. Not here: the questions (data/journeys.ts). */
import type { Against, Picture, Side } from "../../data/journeys";

export const PARTS = ["flow", "funnel", "paths", "places", "return", "designed"] as const;
export type Part = (typeof PARTS)[number];

export interface Shown {
  readonly part: Part;
  readonly side: Side;
  /** Null: nothing is compared. */
  readonly against: Against | null;
  readonly picture: Picture;
  readonly steps: readonly string[];
  readonly within: string;
  readonly every: "day" | "week" | "month";
  readonly map: string;
}

const EVENTS = 6;
const TOP = 6;
const clamp = (text: string | null, low: number, high: number, usual: number): number => {
  const value = Number(text);
  return text !== null && Number.isInteger(value) && value >= low && value <= high ? value : usual;
};

export function readShown(address: string): Shown {
  const query = new URLSearchParams(address);
  const said = (name: string): string => query.get(name) ?? "";
  const part = PARTS.find((one) => one === said("part")) ?? "flow";
  const against: Against = { segment: query.getAll("against"), first: said("against_first"), last: said("against_last") };
  const every = said("every");
  return {
    part,
    side: { notion: said("notion"), segment: query.getAll("segment"), first: said("first"), last: said("last") },
    against: against.segment.length || against.first || against.last ? against : null,
    picture: { events: clamp(query.get("events"), 2, 12, EVENTS), top: clamp(query.get("top"), 1, 20, TOP), merged: said("repeats") !== "each" },
    steps: query.getAll("step"),
    within: /^[1-9]\d{0,4}[mhdw]$/.test(said("within")) ? said("within") : "",
    every: every === "day" || every === "week" ? every : "month",
    map: said("map"),
  };
}

/** Only what is said, in a fixed order: the same view has one address. */
export function writeShown(shown: Shown): string {
  const query = new URLSearchParams();
  const say = (name: string, value: string): void => {
    if (value) query.append(name, value);
  };
  const { side, against, picture } = shown;
  say("part", shown.part === "flow" ? "" : shown.part);
  say("notion", side.notion);
  for (const one of side.segment) say("segment", one);
  say("first", side.first);
  say("last", side.last);
  for (const one of against?.segment ?? []) say("against", one);
  say("against_first", against?.first ?? "");
  say("against_last", against?.last ?? "");
  say("events", picture.events === EVENTS ? "" : String(picture.events));
  say("top", picture.top === TOP ? "" : String(picture.top));
  say("repeats", picture.merged ? "" : "each");
  for (const one of shown.steps) say("step", one);
  say("within", shown.within);
  say("every", shown.every === "month" ? "" : shown.every);
  say("map", shown.map);
  return query.toString();
}

/** The four touchpoints most come to, in the order in which journeys mostly come there: a funnel to begin with. */
export function firstSteps(touchpoints: readonly { readonly name: string; readonly place: number }[]): readonly string[] {
  return [...touchpoints.slice(0, 4)].sort((a, b) => a.place - b.place).map((one) => one.name);
}
