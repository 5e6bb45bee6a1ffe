/** The marks of the mark-up mode: sign, tone and word. What lives here: how they look. Not here: laying one. */
import type { IconName, T, Tone } from "@outsidein/kit";
import type { CardMark } from "@outsidein/canvas";
import type { Mark } from "../../data/comments";

export const MARK_LOOKS: Readonly<Record<Mark, { readonly icon: IconName; readonly tone: Tone }>> = {
  agree: { icon: "check", tone: "good" },
  doubt: { icon: "alert", tone: "warn" },
  question: { icon: "help", tone: "org" },
  idea: { icon: "bulb", tone: "human" },
};

/** Marks by record as the canvas draws them. */
export function drawnMarks(signs: ReadonlyMap<string, readonly Mark[]>, t: T): ReadonlyMap<string, readonly CardMark[]> {
  return new Map([...signs].map(([record, found]) => [record, found.map((sign) => ({ ...MARK_LOOKS[sign], says: t(`map.mark.${sign}`) }))]));
}
