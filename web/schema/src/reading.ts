// Written by tools/typescript.py from the Python code. Do not edit.

/** Where something is: a file and a line (text), a row and a column name (tables), or a record of a map. */
export interface Place {
  readonly file: string | null;
  readonly line: number | null;
  readonly row: number | null;
  readonly column: string | null;
  readonly record: string | null;
}

/** How bad: an `error` stops the act, a `warning` may mislead, a `hint` is advice. */
export type Severity = "error" | "warning" | "hint";

/** One thing to know: a stable `code` (`room/what-is-wrong`), where, what is wrong, how to mend it. */
export interface Diagnostic {
  readonly code: string;
  readonly says: string;
  readonly fix: string;
  readonly where: Place;
  readonly severity: Severity;
}

/** From `first` to `last` day, both counted; a missing end is open. */
export interface Period {
  readonly first: string | null;
  readonly last: string | null;
}

/** Where a number comes from, in words that a person can check: enough to open it down to its rows. */
export interface Cite {
  readonly formula: string;
  readonly filter: string;
  readonly sources: readonly string[];
  readonly asked: string;
  readonly scale: string;
}

/** A value with interval [`low`, `high`], `n` independent observations and the `method` of the interval. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly method: string;
  readonly measure: string;
  readonly unit: string;
  readonly period: Period | null;
  readonly cites: readonly Cite[];
  readonly small: boolean;
  readonly level: number;
  readonly notes: readonly string[];
  readonly people: number;
}

/** How a step feels. `level` is on 1–10, or None for a gap, and then `gap` says why there is none. */
export interface CurvePoint {
  readonly step: string;
  readonly level: Estimate | null;
  readonly gap: string;
  readonly drawn: number | null;
  readonly target: number | null;
  readonly touchpoints: readonly string[];
  readonly measured_as: string;
}

/** Answers about a touchpoint that fit several steps, or none, and are therefore counted for no step. */
export interface Unallocated {
  readonly touchpoint: string;
  readonly n: number;
  readonly steps: readonly string[];
  readonly says: string;
  readonly level: Estimate;
}

/** What was asked about one touchpoint: measures by catalogue id, comments counted, trend over periods. */
export interface TouchpointReading {
  readonly touchpoint: string;
  readonly measures: readonly (readonly [string, Estimate])[];
  readonly trend: readonly Estimate[];
  readonly comments: number;
}

/** How much of what explains loyalty hangs on one touchpoint. */
export interface Driver {
  readonly touchpoint: string;
  readonly share: Estimate;
  readonly johnson: number;
  readonly pairwise: number;
  readonly sign: number;
  readonly beta: Estimate;
}

/** Relative importance of the touchpoints for one outcome, largest first. Association, not cause. */
export interface Drivers {
  readonly outcome: string;
  readonly wording: string;
  readonly r2: Estimate;
  readonly n: number;
  readonly left_out: number;
  readonly drivers: readonly Driver[];
  readonly method: string;
  readonly notes: readonly string[];
}

/** What kind of thing was found. */
export type FindingKind = "hotspot" | "bright-spot" | "moment-of-truth";

/** What a level was held against. */
export type Against = "the rest of the journey" | "before" | "its target";

/** Where the cause of a hotspot may lie (D3); proposed from the kind of touchpoint unless a person said so. */
export type Category = "proposition and policy" | "process" | "people" | "technology" | "organisation";

/** One thing found. `where` is the id of a step or touchpoint record (`step:check-in`, `touchpoint:app`). */
export interface Finding {
  readonly kind: FindingKind;
  readonly where: string;
  readonly title: string;
  readonly says: string;
  readonly level: Estimate;
  readonly effect: Estimate | null;
  readonly against: Against | null;
  readonly p: number | null;
  readonly q: number | null;
  readonly looks: number;
  readonly category: Category | null;
  readonly category_by: string;
  readonly reasons: readonly string[];
}

/** Where a touchpoint stands in importance × performance. */
export type Quadrant = "mend first" | "keep" | "watch" | "do not overdo" | "too close to say";

/** A touchpoint in the importance × performance matrix; the cross hairs stand in `Reading.crosshairs`. */
export interface Position {
  readonly touchpoint: string;
  readonly importance: Estimate;
  readonly performance: Estimate;
  readonly quadrant: Quadrant;
}

/** Which touchpoint is worth working on: `name` says which score it is. */
export interface Priority {
  readonly touchpoint: string;
  readonly name: string;
  readonly score: Estimate;
  readonly band: string;
  readonly importance: Estimate | null;
  readonly satisfaction: Estimate | null;
}

/** How much one segment is heard: share of the people in the frame who answered. */
export interface Voice {
  readonly segment: string;
  readonly value: string;
  readonly people: number;
  readonly heard: number;
  readonly share: Estimate;
  readonly missing: boolean;
  readonly says: string;
  readonly stage: string;
}

/** Who answers and who never does. Without a frame (customers or invited) `known` is False: we cannot know. */
export interface Voices {
  readonly known: boolean;
  readonly says: string;
  readonly overall: Estimate | null;
  readonly voices: readonly Voice[];
}

/** What backs a card. */
export type Strength = "measured" | "heard" | "assumption";

/** What backs one card (or flow, actor, place): the strongest kind of evidence, how much, how many days old. */
export interface Backing {
  readonly card: string;
  readonly strength: Strength;
  readonly n: number;
  readonly age: number | null;
  readonly stale: boolean;
  readonly says: string;
}

/** How old the evidence is: the newest answer and its age in days; `says` in words; stale by the map's rhythm. */
export interface Freshness {
  readonly newest: string | null;
  readonly age: number | null;
  readonly stale: boolean;
  readonly says: string;
}

/** A comment as it was written, with its id (`comment:…`), step and touchpoint. */
export interface Quote {
  readonly comment: string;
  readonly text: string;
  readonly touchpoint: string;
  readonly step: string;
  readonly time: string | null;
  readonly source: string;
}

/** How many customers stand behind the journeys of a step: one may have walked several. */
export interface Crowd {
  readonly came: number;
  readonly farther: number;
  readonly passed: number;
  readonly ended: number;
  readonly onwards: number;
  readonly away: number;
  readonly behind: number;
  readonly on: number;
  readonly stopped: number;
}

/** A step that events show: pairs of a `Walk` and what it came to, and the touchpoints (keys) that show it. */
export interface WalkedStep {
  readonly step: string;
  readonly touchpoints: readonly string[];
  readonly measures: readonly (readonly [string, Estimate])[];
  readonly crowd: Crowd | null;
}

/** How the map is walked by `journeys` of the log; steps that no event could show are left out. */
export interface Walked {
  readonly journeys: number;
  readonly steps: readonly WalkedStep[];
  readonly people: number;
}

/** What customers and employees say of one touchpoint (its key), each on 1–10; `steps` are those where it is met. */
export interface Beside {
  readonly touchpoint: string;
  readonly customers: Estimate;
  readonly employees: Estimate;
  readonly steps: readonly string[];
}

/** Everything the evidence says about one map. */
export interface Reading {
  readonly headline: string;
  readonly lead: string;
  readonly period: Period;
  readonly responses: number;
  readonly answers: number;
  readonly not_applicable: number;
  readonly comments: number;
  readonly events: number;
  readonly overall: readonly (readonly [string, Estimate])[];
  readonly curve: readonly CurvePoint[];
  readonly unallocated: readonly Unallocated[];
  readonly touchpoints: readonly TouchpointReading[];
  readonly drivers: Drivers | null;
  readonly findings: readonly Finding[];
  readonly positions: readonly Position[];
  readonly crosshairs: readonly [number, number] | null;
  readonly priorities: readonly Priority[];
  readonly voices: Voices;
  readonly backing: readonly Backing[];
  readonly coverage: Estimate;
  readonly freshness: Freshness;
  readonly quotes: readonly Quote[];
  readonly notes: readonly string[];
  readonly scope: string;
  readonly walked: Walked | null;
  readonly standing: readonly Backing[];
  readonly beside: readonly Beside[];
}
