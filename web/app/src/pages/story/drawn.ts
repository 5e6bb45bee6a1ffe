/** The arc of a story and its drawn curve in pixels. What lives here: places. Not here: drawing (Arc). A gap stays a gap. */
import type { StoryFrame } from "../../data/story";

/** The picture is so wide, and wider where its frames would be too narrow for the longest word of a beat. */
const WIDE = 1100;
const LEAST = 92;
export const HEIGHT = 204;
export const GROUND = 164;
const RISE = 120;
/** Half the width of a name, the height of a line of it, and at how many places one looks. */
const HALF = 40;
export const LINE = 14;
const LOOKS = 13;

/** The width of one frame. */
export function columnOf(frames: readonly StoryFrame[]): number {
  return Math.max(LEAST, WIDE / Math.max(1, frames.length));
}

/** A name in lines of one word: the longest beats have two. */
export function linesOf(name: string): readonly string[] {
  return name.length > 12 ? name.split(" ") : [name];
}

export interface ArcPoint {
  readonly x: number;
  readonly y: number;
  readonly frame: StoryFrame;
}

export function arcOf(frames: readonly StoryFrame[]): readonly ArcPoint[] {
  const column = columnOf(frames);
  return frames.flatMap((frame, at) => (frame.tension === null ? [] : [{ x: (at + 0.5) * column, y: GROUND - RISE * frame.tension, frame }]));
}

/** The frames (their steps) whose beat is better named under its point, for a line runs through the name above: as on page and paper. */
export function namedBelow(frames: readonly StoryFrame[], names: Readonly<Record<string, string>> = {}): ReadonlySet<string> {
  const arc = arcOf(frames);
  const lines = [arc, ...feltOf(frames)].flatMap((stretch) => stretch.slice(1).map((to, at) => [stretch[at] ?? to, to] as const));
  const met = (point: ArcPoint, top: number, bottom: number): number => {
    const looks = Array.from({ length: LOOKS }, (_, at) => point.x + HALF * ((2 * at) / (LOOKS - 1) - 1));
    return lines.reduce((sum, [from, to]) => sum + looks.filter((x) => x >= from.x && x <= to.x).map((x) => from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x) - point.y).filter((y) => y >= top && y <= bottom).length, 0);
  };
  const fits = arc.filter((one) => {
    const tall = LINE * linesOf(names[one.frame.beat ?? ""] ?? "").length;
    return one.frame.beat && one.y + 14 + tall <= GROUND && met(one, 9, 16 + tall) < met(one, -10 - tall, -7);
  });
  return new Set(fits.map((one) => one.frame.step));
}

/** The drawn levels 1–10 in unbroken stretches. */
export function feltOf(frames: readonly StoryFrame[]): readonly (readonly ArcPoint[])[] {
  const column = columnOf(frames);
  const found: ArcPoint[][] = [[]];
  frames.forEach((frame, at) => {
    if (frame.level === null) found.push([]);
    else found.at(-1)?.push({ x: (at + 0.5) * column, y: GROUND - (RISE * (frame.level - 1)) / 9, frame });
  });
  return found.filter((stretch) => stretch.length > 0);
}
