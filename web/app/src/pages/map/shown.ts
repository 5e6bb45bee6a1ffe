/** Whose answers a map shows, and what is drawn beside them. What lives here: the choice and its words as data. */
import type { Filter } from "../../data/questions";

/** Something to compare with on the same curve. */
export interface Compared {
  readonly id: string;
  readonly label: string;
  readonly filter: Filter;
}

export interface Shown {
  readonly filter: Filter;
  readonly compare: readonly Compared[];
}

export const noFilter: Shown = { filter: {}, compare: [] };

export interface Span {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly year: number;
  /** 1–4, or 0 for a whole year. */
  readonly quarter: number;
}

/** The quarters that the evidence covers, the newest first, at most eight, and the years. */
export function spansOf(first: string | null, last: string | null): readonly Span[] {
  if (!first || !last) return [];
  const from = new Date(`${first}T00:00:00Z`);
  const to = new Date(`${last}T00:00:00Z`);
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) || from > to) return [];
  const spans: Span[] = [];
  let year = to.getUTCFullYear();
  let quarter = Math.floor(to.getUTCMonth() / 3) + 1;
  while (spans.length < 8) {
    const start = new Date(Date.UTC(year, (quarter - 1) * 3, 1));
    const end = new Date(Date.UTC(year, quarter * 3, 0));
    if (end < from) break;
    spans.push({ id: `${year}-q${quarter}`, first: day(start), last: day(end), year, quarter });
    quarter -= 1;
    if (quarter === 0) [year, quarter] = [year - 1, 4];
  }
  for (let one = to.getUTCFullYear(); one >= from.getUTCFullYear() && one > to.getUTCFullYear() - 4; one--) {
    spans.push({ id: `${one}`, first: `${one}-01-01`, last: `${one}-12-31`, year: one, quarter: 0 });
  }
  return spans;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
