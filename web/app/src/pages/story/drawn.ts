/** The arc of a story and its drawn curve in pixels. What lives here: places. Not here: drawing (Arc). A gap stays a gap. */
import type { StoryFrame } from "../../data/story";

export const COLUMN = 120;
export const HEIGHT = 190;
export const GROUND = 150;
const RISE = 120;

export interface ArcPoint {
  readonly x: number;
  readonly y: number;
  readonly frame: StoryFrame;
}

export function arcOf(frames: readonly StoryFrame[]): readonly ArcPoint[] {
  return frames.flatMap((frame, at) => (frame.tension === null ? [] : [{ x: (at + 0.5) * COLUMN, y: GROUND - RISE * frame.tension, frame }]));
}

/** The drawn levels 1–10 in unbroken stretches. */
export function feltOf(frames: readonly StoryFrame[]): readonly (readonly ArcPoint[])[] {
  const found: ArcPoint[][] = [[]];
  frames.forEach((frame, at) => {
    if (frame.level === null) found.push([]);
    else found.at(-1)?.push({ x: (at + 0.5) * COLUMN, y: GROUND - (RISE * (frame.level - 1)) / 9, frame });
  });
  return found.filter((stretch) => stretch.length > 0);
}
