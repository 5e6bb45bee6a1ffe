/**
 * What the import page says of a draft. What lives here: the facts of its headline, the order and grouping of its lines,
 * how far a job is. Pure, so that it can be tested. Not here: drawing.
 */
import type { Formats, T } from "@outsidein/kit";
import type { Draft, Job, Line } from "../../data/evidence";

const SIGNS: Readonly<Record<string, "comma" | "semicolon" | "tab" | "bar">> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
const WIDE = 3;

/** A line, or several that are alike and sure: segments, what is left out. */
export interface Row {
  readonly key: string;
  readonly lines: readonly Line[];
}

export const isUnsure = (line: Line): boolean => line.sure === "please check";

/** How many things wait for a person: lines that are unsure, doubts about the file, what is wrong. */
export function needsOf(draft: Draft): number {
  const doubts = draft.doubts.filter((one) => one["severity"] !== "hint").length;
  return draft.lines.filter(isUnsure).length + doubts + draft.wrong.length;
}

/** One line: rows, columns, how it is written, what we read it as, what needs a person. */
export function leadOf(draft: Draft, t: T, format: Formats): string {
  const { file } = draft;
  const sign = SIGNS[file.delimiter];
  const written = file.type === "csv" ? file.encoding.toUpperCase() : file.sheet ? t("evidence.sheet", { name: file.sheet }) : file.type.toUpperCase();
  return t("evidence.import.lead", {
    rows: format.number(file.rows),
    whole: String(file.whole),
    columns: file.columns,
    sign: file.type === "csv" && sign ? t(`evidence.sign.${sign}`) : "none",
    written: written || "none",
    what: t.dynamic(`evidence.what.${draft.reads}`, { ratings: draft.ratings, comments: draft.comments }),
    needs: t("evidence.needs", { n: needsOf(draft) }),
  });
}

/** The lines in the order of the file, what is unsure first; alike ones that nobody has to look at in one row. */
export function rowsOf(lines: readonly Line[], opened: ReadonlySet<string>): readonly Row[] {
  const unsure = lines.filter(isUnsure).map(alone);
  const calm = lines.filter((line) => !isUnsure(line));
  const found: Row[] = [];
  for (const role of ["segment", "left out"]) {
    const alike = calm.filter((line) => line.kind === "column" && line.role === role && line.sure !== "decided");
    if (alike.length >= WIDE && !opened.has(role)) found.push({ key: role, lines: alike });
  }
  const grouped = new Set(found.flatMap((row) => row.lines));
  return [...unsure, ...calm.filter((line) => !grouped.has(line)).map(alone), ...found];
}

const alone = (line: Line): Row => ({ key: line.key, lines: [line] });

/** The text that counts as yes where a line is a yes or no; empty where it is not that simple. */
export function yesOf(line: Line): string {
  if (line.asks !== "outcome" || line.role !== "answer") return "";
  const yes = line.values.filter((one) => Number(one.stands_for) === 1 && one.stands_for !== "");
  return yes.length === 1 ? (yes[0]?.text ?? "") : "";
}

/** How many touchpoints of a draft stand on no map. */
export function newTouchpoints(draft: Draft): number {
  const known = new Set(draft.touchpoints.map((one) => one.key));
  return new Set(draft.lines.map((line) => line.touchpoint).filter((key) => key && !known.has(key))).size;
}

/** The name of a touchpoint: its own, or for one that no map has, that of the column it was made from. */
export function touchpointName(draft: Draft, key: string, about = ""): string {
  const known = draft.touchpoints.find((one) => one.key === key)?.name;
  if (known) return known;
  const words = key.replaceAll("-", " ");
  return plainly(about) === words ? about : words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

const plainly = (text: string): string =>
  text
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** How far a job is, 0–1; undefined where that is not known. */
export function shareOf(job: Job): number | undefined {
  return job.total > 1 ? Math.min(job.done / job.total, 1) : undefined;
}

/** Seconds that are left, by how long it took so far; undefined while nothing can be said. */
export function leftOf(share: number | undefined, seconds: number): number | undefined {
  if (share === undefined || share < 0.1 || share >= 1 || seconds < 1) return undefined;
  return Math.round((seconds / share) * (1 - share));
}
