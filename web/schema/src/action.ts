// Written by tools/typescript.py from the Python code. Do not edit.

import type { Estimate, Finding, Period } from "./reading";

/** How far something is. */
export type ActionState = "proposed" | "open" | "in-progress" | "done" | "dropped";

/** One turn in the life of an opportunity or initiative: when, by whom, into which state, and why. */
export interface Turn {
  readonly when: string;
  readonly by: string;
  readonly state: ActionState;
  readonly note: string;
}

/** What could be better: `question` is its “How might we …?”, `where` the id of a step or touchpoint on `map`. */
export interface Opportunity {
  readonly id: string;
  readonly map: string;
  readonly where: string;
  readonly title: string;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly owner: string;
  readonly finding: Finding | null;
  readonly score: Estimate | null;
  readonly score_name: string;
  readonly cards: readonly string[];
}

/** Which measure, by what, of which answers. */
export interface Ask {
  readonly measure: string;
  readonly by: readonly string[];
  readonly where: readonly (readonly [string, readonly (string | null)[]])[];
  readonly period: Period | null;
  readonly level: number;
  readonly target: number | null;
  readonly method: string;
}

/** How far a place was to move by itself because it was chosen for its extreme number. */
export interface Return {
  readonly expected: Estimate;
  readonly reliability: number;
  readonly mean: number;
  readonly spread: number;
  readonly peers: number;
}

/** How it was before: the `estimate` that `ask` gave on the day `taken`. */
export interface Baseline {
  readonly ask: Ask;
  readonly estimate: Estimate;
  readonly taken: string;
  readonly imports: readonly number[];
  readonly mark: string;
  readonly back: Return | null;
}

/** Something done: by whom, where, on which measure, towards which `target` (in its unit), from when to when. */
export interface Initiative {
  readonly id: string;
  readonly map: string;
  readonly where: string;
  readonly title: string;
  readonly owner: string;
  readonly start: string;
  readonly baseline: Baseline;
  readonly history: readonly Turn[];
  readonly opportunity: string;
  readonly due: string | null;
  readonly target: number | null;
  readonly selected: boolean;
  readonly about: string;
}

/** What can be said of the change, by the most careful number there is. */
export type Effect = "clearly better" | "clearly worse" | "clearly different" | "cannot tell";

/** Which number the verdict rests on. */
export type Basis = "change" | "beyond chance" | "compared";

/** The difference in differences to `others`, where nothing was changed. */
export interface Compared {
  readonly others: readonly (readonly [string, readonly (string | null)[]])[];
  readonly change: Estimate;
}

/** The same ask on later rows, `after`, held against the baseline worked out anew, `before`. */
export interface Result {
  readonly id: string;
  readonly initiative: string;
  readonly when: string;
  readonly by: string;
  readonly period: Period;
  readonly before: Estimate;
  readonly after: Estimate;
  readonly change: Estimate;
  readonly effect: Effect;
  readonly basis: Basis;
  readonly beyond: Estimate | null;
  readonly compared: Compared | null;
  readonly met: boolean | null;
  readonly moved: boolean;
  readonly note: string;
}
