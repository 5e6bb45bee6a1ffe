/** From a level on 1–10 to a height in the drawing and back. What lives here: the scale. Not here: lines. */

export const LOWEST = 1;
export const HIGHEST = 10;
/** Where a level begins that says nothing yet. */
export const MIDDLE = (LOWEST + HIGHEST) / 2;
export const TICKS = [10, 7, 4, 1] as const;

export interface Scale {
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  y(level: number): number;
  /** The level at a height, to the nearest half. */
  level(y: number): number;
}

export function scaleOf(height: number): Scale {
  const top = Math.round(height * 0.15);
  const bottom = height - Math.round(height * 0.13);
  const span = HIGHEST - LOWEST;
  return {
    height,
    top,
    bottom,
    y: (level) => top + ((HIGHEST - held(level)) / span) * (bottom - top),
    level: (y) => held(Math.round((HIGHEST - ((y - top) / (bottom - top)) * span) * 2) / 2),
  };
}

/** A level within the scale. */
export function held(level: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, level));
}
