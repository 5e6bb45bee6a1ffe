/** A line over time as numbers on a picture. What lives here: layout. Not here: drawing (Trend.tsx). */
import type { MeasureRow } from "../../data/questions";
import { ticks } from "../hotspots/matrix";

export interface TrendDot {
  readonly row: MeasureRow;
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly small: boolean;
}

export interface TrendShape {
  /** Runs of periods without a gap between them. */
  readonly runs: readonly (readonly TrendDot[])[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  /** The dots whose period is written below: as many as have room. */
  readonly labels: readonly TrendDot[];
}

const LABEL = 110;

/** Lay rows, one per period, into a frame; the scale holds every interval and a little air, within `range`. */
export function trendShape(rows: readonly MeasureRow[], { width, height }: { readonly width: number; readonly height: number }, range: readonly [number, number] | null): TrendShape {
  const ends = rows.flatMap(({ estimate }) => [estimate.low, estimate.high]).filter((one): one is number => one !== null);
  if (!ends.length) return { runs: [], ticks: [], labels: [] };
  const air = Math.max((Math.max(...ends) - Math.min(...ends)) * 0.1, 0.1);
  const low = Math.max(range?.[0] ?? -Infinity, Math.min(...ends) - air);
  const high = Math.min(range?.[1] ?? Infinity, Math.max(...ends) + air);
  const y = (value: number): number => height - ((value - low) / Math.max(high - low, 1e-9)) * height;
  const step = width / rows.length;
  const runs: TrendDot[][] = [];
  let open = false;
  rows.forEach((row, index) => {
    const { value, low: from, high: to, small } = row.estimate;
    if (value === null) {
      open = false;
      return;
    }
    const dot = { row, x: (index + 0.5) * step, y: y(value), low: y(from ?? value), high: y(to ?? value), small };
    if (open) runs.at(-1)?.push(dot);
    else runs.push([dot]);
    open = true;
  });
  const dots = runs.flat();
  const every = Math.max(1, Math.ceil(LABEL / step));
  return { runs, ticks: ticks(low, high).map((value) => ({ value, y: y(value) })), labels: dots.filter((_, index) => index % every === 0) };
}
