/** How shares, times and places of journeys are written. What lives here: plain functions. Not here: drawing. */
import type { Formats, T } from "@outsidein/kit";
import { LOCALES } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import type { Spot } from "../../data/journeys";

export { percent, points } from "../../data/shares";

const UNITS = [
  ["year", 31_557_600, 2],
  ["day", 86_400, 1],
  ["hour", 3_600, 1],
  ["minute", 60, 1],
  ["second", 1, 0],
] as const;

/** A length of time: 45 sec, 7.5 min, 1.0 day. */
export function lasting(seconds: number | null, format: Formats): string {
  if (seconds === null) return "–";
  const [unit, length] = UNITS.find(([, one, least]) => seconds >= one * Math.max(least, 1)) ?? (["second", 1] as const);
  const value = seconds / length;
  return new Intl.NumberFormat(LOCALES[format.language], {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 10 && unit !== "second" ? 1 : 0,
  }).format(value);
}

/** A place of the flows as the server is asked for it. */
export function spotId(spot: Spot): string {
  return spot.standing === "touchpoint" ? `${spot.position}.touchpoint.${spot.touchpoint}` : `${spot.position}.${spot.standing}`;
}

/** What a place is called. */
export function spotWord(spot: Spot, name: (touchpoint: string) => string, holds: number, t: T): string {
  if (spot.standing === "touchpoint") return name(spot.touchpoint);
  return spot.standing === "end" ? t("paths.flow.end") : holds ? t("paths.flow.others.n", { n: holds }) : t("paths.flow.others");
}

/** A share as a plain word: 23 %. */
export function shareWord(share: Estimate, format: Formats): string {
  const value = share.value === null ? null : share.value * 100;
  return format.percent(value, { decimals: value !== null && value > 0 && value < 1 ? (value < 0.1 ? 2 : 1) : 0 });
}

/** The same touchpoint several times in a row, told once with how often. */
export function runs(touchpoints: readonly string[]): readonly { readonly name: string; readonly times: number }[] {
  const found: { name: string; times: number }[] = [];
  for (const name of touchpoints) {
    const last = found.at(-1);
    if (last?.name === name) last.times += 1;
    else found.push({ name, times: 1 });
  }
  return found;
}

/** `name=value` as it is read. */
export function segmentWord(segment: string): string {
  const at = segment.indexOf("=");
  return at < 0 ? segment : `${segment.slice(0, at)}: ${segment.slice(at + 1)}`;
}

/** The month of an ISO day: Nov 2025. */
export function monthWord(day: string, format: Formats): string {
  return new Intl.DateTimeFormat(LOCALES[format.language], { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(day));
}

/** A time that may be open at one end: from 1 Apr 2024. */
export function periodWord({ first, last }: { readonly first: string; readonly last: string }, t: T, format: Formats): string {
  if (first && last) return format.period({ first, last });
  return first ? t("paths.narrow.since", { day: format.date(first) }) : t("paths.narrow.until", { day: format.date(last) });
}
