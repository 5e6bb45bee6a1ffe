/**
 * Changes of a map in words: they come as data (what, type, field, old, new) and are worded here, in the language
 * spoken. What lives here: the wording, days. Not here: asking for the history, drawing it.
 */
import { hasMessage, type T } from "@outsidein/kit";
import type { SpineWords } from "@outsidein/schema";
import type { Change, Deed } from "../../data/talk";

export interface Told {
  readonly says: string;
  /** What it was and is, where that says more than the sentence; both empty where not. */
  readonly old: string;
  readonly new: string;
}

const WORDS = new Set(["text", "title", "name"]);
const RECORD = /^(journey|stage|step|lane|card|touchpoint|encounter|persona|moment|arrow|actor|flow|place):/;

/** One change. `named` gives what a record is called now, or empty; `number` writes numbers; `spine` says what the kind of map calls stages and steps. */
export function told(change: Change, t: T, named: (id: string) => string, number: (value: number) => string, spine?: SpineWords): Told {
  const type = spine && change.type === "step" ? spine.Step : spine && change.type === "stage" ? spine.Stage : word(t, "history.type", change.type);
  const title = named(change.id) || change.title || t("history.untitled");
  if (change.what === "added" || change.what === "removed") {
    return { says: t(`history.${change.what}`, { type, title: change.title || t("history.untitled") }), old: "", new: "" };
  }
  if (change.what === "moved") {
    const [from, to] = [String(change.old ?? ""), String(change.new ?? "")];
    return { says: from && to && from !== to ? t("history.moved.to", { type, title, old: from, new: to }) : t("history.moved", { type, title }), old: "", new: "" };
  }
  const values = { old: valued(change.old, t, named, number), new: valued(change.new, t, named, number) };
  if (WORDS.has(change.field)) return { says: t(change.field === "text" ? "history.reworded" : "history.renamed", { type }), ...values };
  return { says: t("history.changed", { type, title, field: word(t, "history.field", change.field) }), ...values };
}

function word(t: T, area: "history.type" | "history.field", name: string): string {
  return hasMessage(`${area}.${name}`) ? t.dynamic(`${area}.${name}`) : t.dynamic(`${area}.other`, { name });
}

function valued(value: unknown, t: T, named: (id: string) => string, number: (value: number) => string): string {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return t("history.nothing");
  if (typeof value === "boolean") return t(value ? "history.yes" : "history.no");
  if (typeof value === "number") return number(value);
  if (Array.isArray(value)) return value.map((one) => (Array.isArray(one) ? one.join(": ") : valued(one, t, named, number))).join(", ");
  const text = String(value);
  return RECORD.test(text) ? named(text) || text.slice(text.indexOf(":") + 1) : text;
}

export interface Day {
  /** `2026-11-03`, where the reader is. */
  readonly day: string;
  readonly deeds: readonly Deed[];
}

/** Deeds by the day on which they ended, in their order. */
export function byDay(deeds: readonly Deed[]): readonly Day[] {
  const days: { day: string; deeds: Deed[] }[] = [];
  for (const deed of deeds) {
    const day = dayOf(new Date(deed.until));
    const last = days.at(-1);
    if (last?.day === day) last.deeds.push(deed);
    else days.push({ day, deeds: [deed] });
  }
  return days;
}

/** The day of a moment where the reader is. */
export function dayOf(when: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}
