/** Shares as the figures that people read. What lives here: percent and percentage points of an estimate. Not here: drawing. */
import type { Estimate } from "@outsidein/schema";

/** A share of 0–1 as people read it: percent, with its interval. */
export function percent(share: Estimate): Estimate {
  const hundred = (value: number | null): number | null => (value === null ? null : value * 100);
  return { ...share, value: hundred(share.value), low: hundred(share.low), high: hundred(share.high), unit: "%" };
}

/** A difference of shares in percentage points. */
export function points(change: Estimate): Estimate {
  return { ...percent(change), unit: "points" };
}
