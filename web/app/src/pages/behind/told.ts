/** One answer in the words of a table's cells. Not here: the table; CSV, which keeps what the server said. */
import type { Formats, T } from "@outsidein/kit";
import type { Given } from "@outsidein/schema";

export interface Told {
  readonly key: string;
  readonly customer: string;
  /** The beginning of the pseudonym: enough to see that two answers are one customer's. */
  readonly who: string;
  readonly when: string;
  readonly touchpoint: string;
  readonly question: string;
  readonly value: string;
  readonly scale: string;
  readonly channel: string;
  readonly source: string;
  readonly segments: readonly (readonly [string, string])[];
}

export interface Names {
  readonly sources: ReadonlyMap<string, string>;
  readonly touchpoints: ReadonlyMap<string, string>;
}

const MIDNIGHT = /T00:00(:00(\.0+)?)?(Z|\+00:00)?$/;
const SHORT = 8;

export function toldOf(row: Given, names: Names, t: T, format: Formats): Told {
  return {
    key: `${row.response} ${row.question} ${row.touchpoint}`,
    customer: row.customer,
    who: row.customer ? row.customer.slice(0, SHORT) : t("behind.unnamed"),
    when: whenOf(row.time, t, format),
    touchpoint: names.touchpoints.get(row.touchpoint) ?? row.touchpoint,
    question: row.wording || row.question,
    value: row.value === null ? t("behind.not_applicable") : format.number(row.value, { decimals: decimals(row.value) }),
    scale: row.value === null || row.low === null || row.high === null ? "" : t("behind.scale", { low: format.number(row.low, { decimals: decimals(row.low) }), high: format.number(row.high, { decimals: decimals(row.high) }) }),
    channel: row.channel,
    source: names.sources.get(row.source) ?? row.source,
    segments: row.segments,
  };
}

/** The minute where one is known: what came with a day alone stands at midnight, and is that day. */
function whenOf(time: string | null, t: T, format: Formats): string {
  if (!time) return t("behind.undated");
  return MIDNIGHT.test(time) ? format.date(time.slice(0, 10)) : format.date(time, { time: true });
}

function decimals(value: number): number {
  return Number.isInteger(value) ? 0 : 1;
}
