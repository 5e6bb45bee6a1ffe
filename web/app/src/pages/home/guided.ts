/**
 * The guided way through the work: strategy, scope, frame, collect, consolidate, build empathy, define and test options,
 * design. What lives here: which of its steps are done, judged by what is there. Not here: drawing (Guide.tsx).
 */
import { mainMap, type MapSummary } from "../../data/questions";

export interface Known {
  readonly about: string;
  readonly maps: readonly MapSummary[];
  readonly answers: number;
  /** Percent of cards that are measured or heard. */
  readonly coverage: number;
  /** Id of the step or touchpoint of the strongest hotspot, or empty. */
  readonly lowest: string;
  readonly readQuotes: boolean;
  readonly opportunities: number;
  readonly results: number;
}

export interface GuideStep {
  readonly id: "strategy" | "scope" | "frame" | "collect" | "consolidate" | "empathy" | "options" | "design";
  readonly done: boolean;
  /** Where it is done, within the workspace. */
  readonly href: string;
}

const ENOUGH = 50;

/** The eight steps in order. */
export function stepsOf(known: Known): readonly GuideStep[] {
  const first = mainMap(known.maps);
  const map = first ? `maps/${first.id}` : "maps";
  const count = (type: string): number => first?.counts[type] ?? 0;
  const at = known.lowest ? `${map}?at=${encodeURIComponent(known.lowest)}` : map;
  return [
    { id: "strategy", done: known.about.trim() !== "", href: "settings" },
    { id: "scope", done: first !== undefined && count("persona") > 0, href: map },
    { id: "frame", done: count("step") + count("actor") + count("place") > 2 && count("card") > 0, href: map },
    { id: "collect", done: known.answers > 0, href: "evidence" },
    { id: "consolidate", done: known.coverage >= ENOUGH, href: map },
    { id: "empathy", done: known.readQuotes, href: at },
    { id: "options", done: known.opportunities > 0, href: "hotspots" },
    { id: "design", done: known.results > 0, href: "initiatives" },
  ];
}
