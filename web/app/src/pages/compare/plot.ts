/**
 * Both curves of a comparison in pixels. What lives here: heights, stretches between gaps, where effects stand. Not here:
 * drawing (StatesCurve). A step that a state has not is no gap of it; a step of it without a level is one.
 */
import type { StatePoint } from "../../data/states";

export const COLUMN = 164;
export const HEIGHT = 220;
const TOP = 26;
const BOTTOM = 22;

export function yOf(level: number): number {
  return Math.round((TOP + ((10 - level) / 9) * (HEIGHT - TOP - BOTTOM)) * 10) / 10;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
}

export function xOf(column: number): number {
  return (column + 0.5) * (COLUMN + 4);
}

/** The stretches of one curve: `level` of each point, broken where `has` it no level. */
export function stretchesOf(curve: readonly StatePoint[], level: (point: StatePoint) => number | null, has: (point: StatePoint) => boolean): readonly (readonly Dot[])[] {
  const found: Dot[][] = [[]];
  for (const point of curve) {
    const value = level(point);
    if (value !== null) found.at(-1)?.push({ x: xOf(point.column), y: yOf(value) });
    else if (has(point)) found.push([]);
  }
  return found.filter((stretch) => stretch.length > 0);
}

export function pathOf(stretch: readonly Dot[]): string {
  return stretch.map(({ x, y }, at) => `${at ? "L" : "M"}${x} ${y}`).join("");
}

/** The baseline of an effect's label: above whatever is drawn highest there. */
export function labelY(point: StatePoint): number {
  const levels = [point.drawn_was, point.drawn_now, point.target_now].filter((one) => one !== null);
  return yOf(Math.max(1, ...levels)) - 11;
}
