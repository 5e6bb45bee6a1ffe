/** Curves of staying as numbers on a picture. What lives here: layout. Not here: drawing (Curves.tsx). */
import type { SurvivalCurve } from "../../data/foresight";

export interface CurveShape {
  readonly group: string;
  readonly line: string;
  readonly band: string;
  /** Who was still under observation at each tick; null beyond what was observed. */
  readonly risk: readonly (number | null)[];
}
export interface CurvesShape {
  readonly until: number;
  readonly ticks: readonly { readonly days: number; readonly x: number }[];
  readonly curves: readonly CurveShape[];
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650] as const;
/** Fewer than this under observation, and the picture ends: what is left is a few people's luck. */
const FEW = 10;
const ROOM = 58;

/** Days to write below, in steps that people count in, as many as have room. */
export function daysBelow(until: number, width: number): readonly number[] {
  const most = Math.max(2, Math.floor(width / ROOM));
  const step = STEPS.find((one) => until / one <= most) ?? Math.ceil(until / most);
  const found: number[] = [];
  for (let at = 0; at * step <= until + 1e-9; at += 1) found.push(Math.round(at * step * 10) / 10);
  return found;
}

/** Until when there are enough people to look at. */
export function enoughUntil(curve: SurvivalCurve): number {
  const last = curve.risk.findLastIndex((n) => n >= FEW);
  return last > 0 ? Math.min(curve.until, last * curve.every) : curve.until;
}

/** Lay curves into a frame: x is days from 0, y the share from 0 to 1. */
export function curvesShape(curves: readonly SurvivalCurve[], { width, height }: { readonly width: number; readonly height: number }): CurvesShape {
  const until = Math.max(...curves.map(enoughUntil), 1e-9);
  const x = (days: number): number => (days / until) * width;
  const y = (share: number): number => height - share * height;
  const ticks = daysBelow(until, width).map((days) => ({ days, x: x(days) }));
  return {
    until,
    ticks,
    curves: curves.map((curve) => {
      const own = Math.min(enoughUntil(curve), until);
      const rows = curve.times.map((days, at) => ({ days, share: curve.share[at] ?? 0, low: curve.low[at] ?? 0, high: curve.high[at] ?? 1 })).filter((row) => row.days <= own);
      return {
        group: curve.group,
        line: stairs([{ at: 0, to: 1 }, ...rows.map((row) => ({ at: row.days, to: row.share }))], own, x, y),
        band: rows.length ? bandOf(rows, own, x, y) : "",
        risk: ticks.map(({ days }) => (days > curve.until ? null : (curve.risk[Math.round(days / curve.every)] ?? null))),
      };
    }),
  };
}

type Scale = (value: number) => number;

function stairs(points: readonly { readonly at: number; readonly to: number }[], until: number, x: Scale, y: Scale): string {
  const [first, ...rest] = points;
  if (!first) return "";
  return `M${said(x(first.at))} ${said(y(first.to))}${rest.map((one) => `H${said(x(one.at))}V${said(y(one.to))}`).join("")}H${said(x(until))}`;
}

function bandOf(rows: readonly { readonly days: number; readonly low: number; readonly high: number }[], until: number, x: Scale, y: Scale): string {
  const start = rows[0];
  if (!start) return "";
  const over = rows.slice(1).map((row) => `H${said(x(row.days))}V${said(y(row.high))}`);
  const back = [...rows].reverse();
  const under = back.map((row, index) => `V${said(y(row.low))}H${said(x(index === back.length - 1 ? start.days : row.days))}`);
  return `M${said(x(start.days))} ${said(y(start.high))}${over.join("")}H${said(x(until))}${under.join("")}Z`;
}

function said(value: number): string {
  return String(Math.round(value * 10) / 10);
}
