/** What the measures page says in words, and the scales that its bars stand on. Not here: drawing. */
import type { Formats, T } from "@outsidein/kit";
import type { Measured, MeasureInfo, MeasureRow } from "../../data/questions";

/** The sentence that opens the page: what loyalty and satisfaction come to; of one measure, how it stands. */
export function headlineOf(found: readonly Measured[], chosen: string, t: T, format: Formats): string {
  const first = (chosen ? found : found.filter((one) => ["nps", "outcome", "csat", "emotional-level"].includes(one.measure.id)))[0];
  const row = first?.rows.find((one) => one.estimate.value !== null);
  if (!first || !row) return t("measures.title");
  const told = format.estimate(row.estimate, { scale: true });
  const value = [told.value, told.unit].filter(Boolean).join(told.unit === "%" ? "\u202f" : " ");
  return told.interval ? t("measures.headline", { measure: first.measure.label, value, interval: told.interval }) : t("measures.headline.exact", { measure: first.measure.label, value });
}

/** What a row is about, in words: a step's name, a segment's value, a period. */
export function keyWord(key: MeasureRow["keys"][number], names: Readonly<Record<string, string>>, unsaid: string, format: Formats): string {
  if (key === null) return unsaid;
  if (typeof key !== "string") return format.period(key);
  return names[key] ?? names[`touchpoint:${key}`] ?? key;
}

/** The ends of the scale that a measure's bars share; none for a count that has nothing to stand beside. */
export function rangeOf(measure: MeasureInfo, rows: readonly MeasureRow[]): readonly [number, number] | null {
  const unit = measure.unit || askedOn(rows);
  if (unit === "%") return [0, 100];
  if (unit === "points") return [-100, 100];
  const scale = /^(-?\d+)–(\d+)$/.exec(unit);
  if (scale) return [Number(scale[1]), Number(scale[2])];
  const highs = rows.map((row) => row.estimate.high).filter((one): one is number => one !== null);
  return highs.length > 1 ? [0, Math.max(...highs)] : null;
}

/** The scale that all answers were given on, of a measure that keeps the scale as asked. */
function askedOn(rows: readonly MeasureRow[]): string {
  const units = new Set(rows.filter((row) => row.estimate.value !== null).map((row) => row.estimate.unit));
  return units.size === 1 ? ([...units][0] ?? "") : "";
}
