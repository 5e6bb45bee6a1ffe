/** Answers as CSV that a spreadsheet opens without running any of it. Not here: how they are told on the page. */
import type { Given } from "@outsidein/schema";

/** What a spreadsheet may take for a formula, also behind blanks and in full width. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const FIELDS = ["customer", "time", "channel", "source", "touchpoint", "question", "wording", "asks", "value", "low", "high", "response"] as const;

/** One cell: text that begins like a formula stands behind an apostrophe, what would end the cell in quotes. */
export function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of names as the API has them, then a line per answer; a column per segment. Lines end as RFC 4180 says. */
export function csvOf(rows: readonly Given[]): string {
  const segments = [...new Set(rows.flatMap((row) => row.segments.map(([name]) => name)))].sort();
  const lines = rows.map((row) => [...FIELDS.map((field) => row[field]), ...segments.map((name) => row.segments.find(([one]) => one === name)?.[1] ?? "")]);
  return [[...FIELDS, ...segments.map((name) => `segment:${name}`)], ...lines].map((line) => `${line.map(cellOf).join(",")}\r\n`).join("");
}
