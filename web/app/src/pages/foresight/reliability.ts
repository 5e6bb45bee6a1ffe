/** Whether chances mean what they say, as numbers on a picture: what was told against what came true. */
import type { Bin } from "../../data/foresight";

export interface ReliabilityDot {
  readonly bin: Bin;
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether the line of perfect chances passes through its interval. */
  readonly holds: boolean;
}
export interface Bar {
  readonly from: number;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly n: number;
}

/** Lay bins into a square of this side: both axes run from 0 to 1. */
export function reliabilityDots(bins: readonly Bin[], side: number): readonly ReliabilityDot[] {
  const up = (share: number): number => side - share * side;
  return bins.flatMap((bin) => {
    const { value, low, high } = bin.true;
    if (value === null || low === null || high === null) return [];
    return [{ bin, x: bin.told * side, y: up(value), top: up(high), bottom: up(low), holds: low <= bin.told && bin.told <= high }];
  });
}

/** How many were told what, as bars below: equal slots of 0 to 1, the largest as high as `height`. */
export function slotBars(slots: readonly number[], side: number, height: number): readonly Bar[] {
  const most = Math.max(1, ...slots);
  const width = side / Math.max(slots.length, 1);
  return slots.map((n, at) => ({ from: at / slots.length, x: at * width, width, height: n ? Math.max(1.5, (n / most) * height) : 0, n }));
}
