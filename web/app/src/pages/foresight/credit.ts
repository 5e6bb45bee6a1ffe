/** Credit by rule as rows of a picture. What lives here: plain functions. Not here: drawing (Credit.tsx). */
import type { Estimate } from "@outsidein/schema";
import type { Credited } from "../../data/foresight";
import type { TouchpointReach } from "../../data/journeys";

export interface CreditRow {
  readonly touchpoint: string;
  /** In percent of all conversions, rule by rule as they stand. */
  readonly shares: readonly (Estimate | undefined)[];
  readonly least: number;
  readonly most: number;
}

const MOST = 15;
const REACHED = 0.02;

/** A row per touchpoint, those with the most credit under any rule first. */
export function creditRows(found: Credited, most = MOST): readonly CreditRow[] {
  const names = new Set(found.rules.flatMap((rule) => rule.credits.map((one) => one.touchpoint)));
  const rows = [...names].map((touchpoint) => {
    const shares = found.rules.map((rule) => rule.credits.find((one) => one.touchpoint === touchpoint)?.share);
    const values = shares.map((share) => share?.value ?? 0);
    return { touchpoint, shares, least: Math.min(...values), most: Math.max(...values) };
  });
  return rows.sort((a, b) => b.most - a.most || a.touchpoint.localeCompare(b.touchpoint)).slice(0, most);
}

/** What is likely the goal: where journeys come latest, of what some part of them reaches. */
export function usualGoal(touchpoints: readonly TouchpointReach[]): string {
  const reached = touchpoints.filter((one) => (one.reach.value ?? 0) >= REACHED);
  const last = [...(reached.length ? reached : touchpoints)].sort((a, b) => b.place - a.place)[0];
  return last?.name ?? "";
}
