/** What changed, along the time of the log. What lives here: plain functions. Not here: drawing (Changes.tsx). */
import type { Change, Changes, Span } from "../../data/foresight";

export interface Happened {
  readonly number: number;
  readonly says: string;
  readonly period: Span;
  readonly change: Change;
  /** From and to which part of the whole time, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;

/** Everything that changed, in the order of its beginning, numbered. */
export function happened(found: Changes): readonly Happened[] {
  const all = [
    ...[...found.incidents, ...found.mix].map((one) => ({ says: one.says, period: one.period, change: one.lead })),
    ...found.trends.map((one) => ({ says: one.says, period: one.period, change: one })),
  ];
  const first = time(found.period.first);
  const length = Math.max(time(found.period.last) + DAY - first, DAY);
  const part = (at: number): number => Math.min(1, Math.max(0, (at - first) / length));
  return all
    .sort((a, b) => time(a.period.first) - time(b.period.first))
    .map((one, at) => ({ ...one, number: at + 1, from: part(time(one.period.first)), to: part(time(one.period.last) + DAY) }));
}

/** The days to write along a time, at most so many: first days of months, evenly left out; of a shorter time days. */
export function daysBetween({ first, last }: Span, most: number): readonly { readonly day: string; readonly part: number }[] {
  if (!first || !last) return [];
  const [from, to] = [time(first), time(last) + DAY];
  const found: { day: string; part: number }[] = [];
  const start = new Date(from);
  for (let at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), 1); at < to; ) {
    if (at >= from) found.push({ day: new Date(at).toISOString().slice(0, 10), part: (at - from) / (to - from) });
    const here = new Date(at);
    at = Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + 1, 1);
  }
  if (found.length < 2) {
    const days = (to - from) / DAY;
    const step = Math.max(1, Math.ceil(days / most));
    return Array.from({ length: Math.ceil(days / step) }, (_, at) => ({ day: new Date(from + at * step * DAY).toISOString().slice(0, 10), part: (at * step) / days }));
  }
  const every = Math.max(1, Math.ceil(found.length / most));
  return found.filter((_, at) => at % every === 0);
}

function time(day: string | null): number {
  return day ? Date.parse(`${day}T00:00:00Z`) : 0;
}
