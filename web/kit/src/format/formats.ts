/**
 * How numbers, intervals and times are written in a language. What lives here: plain functions over Intl. Not here:
 * which number is worth showing; React (useFormat.ts). It writes as the paper does (render/words.py): a true minus, a
 * narrow space before the unit, as many decimals as the interval can bear.
 */
import type { Estimate, Period } from "@outsidein/schema";
import type { Language } from "../words/catalogue";
import { LOCALES } from "../words/catalogue";

/** The narrow no-break space between a number and its unit. */
export const NARROW = "\u202f";
const EMPTY = "–";
/** Units of time by their seconds, as they are written in every language. */
const TIMES = [["d", 86_400], ["h", 3_600], ["min", 60]] as const;
const COUNTED = new Set(["exact", "entered", "none"]);

export interface NumberStyle {
  readonly decimals?: number;
  /** Write a plus too: differences, NPS. */
  readonly signed?: boolean;
}

/** An Estimate as it is shown: the strong part, the quiet parts. Parts that say nothing are empty. */
export interface EstimateText {
  readonly value: string;
  readonly unit: string;
  readonly interval: string;
  readonly n: string;
}

export interface Formats {
  readonly language: Language;
  number(value: number | null, style?: NumberStyle): string;
  /** Long numbers, shortened: 129 k, 1.2 m. */
  compact(value: number): string;
  /** A share of 0–100 with its sign: 57 %. */
  percent(value: number | null, style?: NumberStyle): string;
  /** Two ends: “4.5–4.7”, and “−0.9 to −0.3” where a sign would read as another dash; “≥ 4” without an upper one. */
  interval(low: number | null, high: number | null, style?: NumberStyle): string;
  /** An Estimate in its parts, rounded to what its interval can bear; `decimals` where a column shares them. */
  estimate(estimate: Estimate, style?: NumberStyle & { readonly scale?: boolean }): EstimateText;
  /** A day: “3 Nov 2026”; `time` adds the minute. Takes ISO text, milliseconds or a Date. */
  date(when: string | number | Date, style?: { readonly time?: boolean; readonly long?: boolean }): string;
  /** How long ago, or until: “2 hours ago”. */
  relative(when: string | number | Date, now: number): string;
  period(period: Period | null): string;
  /** A size of a file: 1.2 MB. */
  bytes(size: number): string;
  /** Names in a sentence: “Ana, Ben and Cem”. */
  list(items: readonly string[]): string;
}

/** As many decimals as the interval can bear: enough that its two ends differ, two at the most. */
export function decimalsOf(estimate: Estimate): number {
  const { value, low, high } = estimate;
  if (value === null || low === null || high === null) return 0;
  if (COUNTED.has(estimate.method)) return Number.isInteger(value) && estimate.unit !== "1–10" ? 0 : 1;
  const least = estimate.unit === "%" || estimate.unit === "points" ? 0 : 1;
  const width = high - low;
  return width <= 0 ? least : Math.min(Math.max(least, Math.ceil(-Math.log10(width))), 2);
}

/** The decimals that the numbers of one column or curve share: those that the middle one of them bears. */
export function alike(estimates: readonly (Estimate | null)[]): number {
  const found = estimates
    .filter((one): one is Estimate => one !== null && one.value !== null)
    .map(decimalsOf)
    .sort((a, b) => a - b);
  return found[Math.floor(found.length / 2)] ?? 0;
}

/** Whether an Estimate is counted or set, and so has no interval to show. */
export function isCertain(estimate: Estimate): boolean {
  return COUNTED.has(estimate.method);
}

/** The words that no Intl knows, from the kit's catalogue. */
export interface FormatWords {
  /** Between ends of an interval that have signs. */
  readonly to: (low: string, high: string) => string;
  /** Before the top of a scale: “of 7”. */
  readonly of: (top: string) => string;
  readonly size: (n: string, size: "thousand" | "million" | "billion") => string;
  readonly undated: string;
}

/** A length of time (seconds) in the unit in which people say it; anything else as it is. */
function lasting(estimate: Estimate): Estimate {
  const { value, low, high } = estimate;
  if (estimate.unit !== "s" || value === null) return estimate;
  const [unit, size] = TIMES.find((one) => value >= 2 * one[1]) ?? (["s", 1] as const);
  const scaled = (end: number | null): number | null => (end === null ? null : end / size);
  return { ...estimate, unit, value: value / size, low: scaled(low), high: scaled(high) };
}

/** How a language writes. */
export function formatsOf(language: Language, words: FormatWords): Formats {
  const locale = LOCALES[language];
  const cache = new Map<string, Intl.NumberFormat>();
  const written = (value: number, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options);
    let format = cache.get(key);
    if (!format) cache.set(key, (format = new Intl.NumberFormat(locale, options)));
    return format.format(value).replace("-", "−");
  };
  const number: Formats["number"] = (value, { decimals = 0, signed = false } = {}) =>
    value === null || !Number.isFinite(value)
      ? EMPTY
      : written(value, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          signDisplay: signed ? "exceptZero" : "negative",
        });
  const interval: Formats["interval"] = (low, high, style = {}) => {
    if (low === null) return "";
    if (high === null) return `≥${NARROW}${number(low, style)}`;
    const ends = [number(low, style), number(high, style)] as const;
    return style.signed || low < 0 ? words.to(...ends) : ends.join("–");
  };
  const days = (style: { readonly time?: boolean; readonly long?: boolean }): Intl.DateTimeFormatOptions => ({
    day: "numeric",
    month: style.long ? "long" : "short",
    year: "numeric",
    ...(style.time ? { hour: "2-digit", minute: "2-digit" } : {}),
  });
  const date: Formats["date"] = (when, style = {}) => new Intl.DateTimeFormat(locale, days(style)).format(moment(when));

  return {
    language,
    number,
    interval,
    date,
    compact: (value) => compact(value, number, words),
    percent: (value, style) => (value === null ? EMPTY : `${number(value, style)}${NARROW}%`),
    estimate(given, style = {}) {
      const estimate = lasting(given);
      const decimals = Math.max(estimate === given ? (style.decimals ?? 0) : 0, decimalsOf(estimate));
      const shown = { decimals, signed: style.signed ?? estimate.measure === "nps" };
      const top = estimate.unit.split("–")[1];
      const unit = estimate.unit === "%" || estimate !== given ? estimate.unit : style.scale && top && /^\d+$/.test(top) ? words.of(top) : "";
      return {
        value: number(estimate.value, shown),
        unit: estimate.value === null ? "" : unit,
        interval: isCertain(estimate) ? "" : interval(estimate.low, estimate.high, shown),
        n: estimate.method === "entered" ? "" : number(estimate.n),
      };
    },
    relative: (when, now) => relative(locale, moment(when).getTime() - now),
    period(period) {
      const ends = [period?.first, period?.last].map((day) => (day ? date(day) : ""));
      if (!ends[0] && !ends[1]) return words.undated;
      return ends[0] === ends[1] ? (ends[0] ?? "") : ends.join(" – ").trim();
    },
    bytes(size) {
      const step = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), 4);
      const value = size / 1000 ** step;
      return number(value, { decimals: step && value < 10 ? 1 : 0 }) + NARROW + ["B", "kB", "MB", "GB", "TB"][step];
    },
    list: (items) => new Intl.ListFormat(locale).format(items),
  };
}

/** A day without a time means that day where the reader is, not midnight in Greenwich. */
function moment(when: string | number | Date): Date {
  if (typeof when === "string" && /^\d{4}-\d{2}-\d{2}$/.test(when)) return new Date(`${when}T00:00`);
  return new Date(when);
}

function compact(value: number, number: Formats["number"], words: FormatWords): string {
  const size = Math.abs(value);
  if (size < 10_000) return number(value);
  // 999,600 would round to “1,000 k”: from there on it is a million.
  const [by, word] =
    size < 999_500
      ? ([1e3, "thousand"] as const)
      : size < 999_500_000
        ? ([1e6, "million"] as const)
        : ([1e9, "billion"] as const);
  return words.size(number(value / by, { decimals: size / by < 10 ? 1 : 0 }), word);
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365.25 * 86_400_000],
  ["month", 30.44 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

function relative(locale: string, away: number): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, length] of STEPS) {
    if (Math.abs(away) >= length) return format.format(Math.trunc(away / length), unit).replace("-", "−");
  }
  return format.format(0, "second");
}
