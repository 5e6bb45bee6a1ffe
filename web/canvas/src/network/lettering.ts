/**
 * How large the boxes of actors and the labels of flows are: text broken into even lines, measured as the browser draws it.
 * What lives here: sizes. Not here: where anything stands (places, routing).
 */
import type { ActorKind } from "@outsidein/schema";

export interface Lettered {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

const NAME = { font: "600 13px Inter, system-ui, sans-serif", room: 112, most: 210, line: 17 } as const;
const LABEL = { font: "500 11.5px Inter, system-ui, sans-serif", room: 104, most: 190, line: 14.5 } as const;
/** What icon and shape take at both sides together. */
const INSET: Readonly<Record<ActorKind, number>> = { person: 52, place: 56, object: 46, organisation: 42 };
const SIGN = 28;

export function actorBox(name: string, kind: ActorKind): Lettered {
  const { lines, wide } = broken(name, NAME);
  return { lines, width: Math.max(84, Math.ceil(wide + INSET[kind])), height: Math.ceil(lines.length * NAME.line + 20) };
}

export function labelBox(label: string): Lettered {
  const { lines, wide } = broken(label, LABEL);
  return { lines, width: Math.ceil(wide + SIGN), height: Math.ceil(lines.length * LABEL.line + 5) };
}

/** The whole text in lines as even as they get; nothing is ever cut. */
function broken(text: string, { font, room, most, line: _ }: typeof NAME | typeof LABEL): { readonly lines: readonly string[]; readonly wide: number } {
  const words = text.split(/\s+/).filter(Boolean).flatMap((word) => pieces(word, font, most));
  if (words.length === 0) return { lines: [""], wide: 0 };
  const whole = widthOf(words.join(" "), font);
  const count = Math.max(1, Math.round(whole / room + 0.28));
  let aim = Math.max(whole / count, ...words.map((word) => widthOf(word, font)));
  let lines = filled(words, font, aim);
  while (lines.length > count && aim < most) {
    aim *= 1.06;
    lines = filled(words, font, aim);
  }
  return { lines, wide: Math.max(...lines.map((one) => widthOf(one, font))) };
}

function filled(words: readonly string[], font: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = lines.length > 0 ? `${lines.at(-1) ?? ""} ${word}` : word;
    if (lines.length > 0 && widthOf(longer, font) <= room + 0.5) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A word, in pieces where it is wider than any line may be. */
function pieces(word: string, font: string, most: number): readonly string[] {
  if (widthOf(word, font) <= most) return [word];
  const found = [""];
  for (const char of word) {
    if (widthOf((found.at(-1) ?? "") + char, font) > most) found.push("");
    found[found.length - 1] += char;
  }
  return found;
}

const known = new Map<string, number>();
let pen: CanvasRenderingContext2D | null | undefined;

/** The width of a text on one line, in pixels, as the browser would draw it. */
export function widthOf(text: string, font: string): number {
  const key = `${font}|${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (pen === undefined) pen = typeof CanvasRenderingContext2D === "undefined" ? null : document.createElement("canvas").getContext("2d");
  if (pen) pen.font = font;
  // Where nothing can be measured (a test without a screen) letters count six tenths of their height.
  const wide = pen ? pen.measureText(text).width : text.length * 7.2;
  if (known.size > 4000) known.clear();
  known.set(key, wide);
  return wide;
}
