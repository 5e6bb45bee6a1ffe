/** A step that an import moved, and whether by more than chance may. */
import type { Estimate } from "@outsidein/schema";

export interface Moved {
  readonly map: string;
  readonly step: string;
  readonly name: string;
  readonly before: Estimate | null;
  readonly after: Estimate | null;
}

/** Whether a step moved by more than chance may: its intervals before and now lie apart, or it came or went. */
export function isSure({ before, after }: Pick<Moved, "before" | "after">): boolean {
  if (before?.low == null || before.high === null || after?.low == null || after.high === null) return true;
  return after.high < before.low || after.low > before.high;
}
