/**
 * Designed against observed as a picture: where steps, by-passes, breaks of order and what hangs between them stand. What
 * lives here: layout in plain numbers; nothing of one gap reaches into another. Not here: drawing (DesignedPicture.tsx).
 */
import type { Designed, DesignedStep } from "../../data/journeys";

export interface Stop {
  readonly step: DesignedStep;
  readonly x: number;
  /** How thick the line is that comes to it. */
  readonly thickness: number;
  /** Its name, on at most two lines. */
  readonly lines: readonly string[];
}
export interface Hanging {
  readonly touchpoint: string;
  readonly share: Designed["inserted"][number]["share"];
  readonly x: number;
  readonly y: number;
}
export interface StageBand {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}
export interface Line {
  readonly stops: readonly Stop[];
  readonly hanging: readonly Hanging[];
  /** What is not shown of each gap, where more hangs there than has room. */
  readonly more: readonly { readonly x: number; readonly y: number; readonly n: number }[];
  readonly stages: readonly StageBand[];
  readonly column: number;
  readonly width: number;
  readonly height: number;
  readonly spine: number;
}

export const NODE = 56;
const LEAST = 132;
/** How far down the line stands: lower where somebody passes a step by, for arcs need room. */
const SPINE = 68;
const ARC = 60;
const HANGS = 116;
const ROW = 40;
const MOST = 3;
const THICK = 30;
/** From this share on, it is drawn that they pass a step by. */
export const PASSED = 0.01;

/** Lay the steps out along a line: a column each, half a column before the first and after the last. */
export function lineOf(found: Designed, room: number): Line {
  const column = Math.max(LEAST, room / (found.steps.length + 1));
  const width = column * (found.steps.length + 1);
  const x = (at: number): number => column * (at + 1);
  const spine = SPINE + (found.steps.some((one) => one.recorded && (one.skipped.value ?? 0) >= PASSED) ? ARC : 0);
  const stops = found.steps.map((step, at): Stop => ({ step, x: x(at), thickness: Math.max(1.5, (step.visited.value ?? 0) * THICK), lines: wrapped(step.name, column - 18) }));
  const place = new Map(found.steps.map((step, at) => [step.step, at]));
  const gaps = new Map<number, Designed["inserted"][number][]>();
  for (const one of found.inserted) {
    const gap = one.after ? (place.get(one.after) ?? -1) : -1;
    gaps.set(gap, [...(gaps.get(gap) ?? []), one]);
  }
  const hanging: Hanging[] = [];
  const more: { x: number; y: number; n: number }[] = [];
  let deepest = 0;
  for (const [gap, all] of gaps) {
    const middle = x(gap) + column / 2;
    const told = all.length > MOST + 1 ? all.slice(0, MOST) : all;
    told.forEach((one, row) => hanging.push({ touchpoint: one.touchpoint, share: one.share, x: middle, y: spine + HANGS + row * ROW }));
    if (told.length < all.length) more.push({ x: middle, y: spine + HANGS + told.length * ROW, n: all.length - told.length });
    deepest = Math.max(deepest, told.length + (told.length < all.length ? 0.6 : 0));
  }
  return { stops, hanging, more, stages: bandsOf(found, x, column), column, width, height: spine + (deepest ? HANGS + deepest * ROW : HANGS - 16), spine };
}

function bandsOf(found: Designed, x: (at: number) => number, column: number): StageBand[] {
  const bands: { name: string; from: number; to: number }[] = [];
  found.steps.forEach((step, at) => {
    const name = found.stages[step.step] ?? "";
    const [from, to] = [x(at) - column / 2 + 4, x(at) + column / 2 - 4];
    const last = bands.at(-1);
    if (last?.name === name && name) last.to = to;
    else bands.push({ name, from, to });
  });
  return bands;
}

/** A name on at most two lines of a width; what does not fit is cut. */
export function wrapped(name: string, room: number, letter = 6.7): readonly string[] {
  const most = Math.max(4, Math.floor(room / letter));
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const [first = "", ...rest] = lines;
  const short = (line: string): string => (line.length <= most ? line : `${line.slice(0, most - 1)}…`);
  return rest.length ? [short(first), short(rest.join(" "))] : [short(first)];
}
