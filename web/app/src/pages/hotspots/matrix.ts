/**
 * Importance × performance as numbers on a picture: scales, cross hairs, and labels that keep out of each other's way.
 * What lives here: layout. Not here: drawing (Matrix.tsx), which quadrant a touchpoint is in (the reading says).
 */
import type { Position } from "@outsidein/schema";

export interface Spot {
  readonly touchpoint: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval of performance. */
  readonly left: number;
  readonly right: number;
  /** Ends of the interval of importance. */
  readonly top: number;
  readonly bottom: number;
  readonly unsure: boolean;
  /** Where its name stands; null where there is no room: then it shows when one points at it. */
  readonly label: Label | null;
  readonly position: Position;
}

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end" | "middle";
}

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly spots: readonly Spot[];
  readonly cross: { readonly x: number; readonly y: number };
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

export interface Tick {
  readonly at: number;
  readonly value: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LETTER = 6.1;
const LINE = 14;

/** Lay the positions into `width` × `height`: performance from left to right, importance upwards. */
export function plotOf(
  positions: readonly Position[],
  names: (touchpoint: string) => string,
  crosshairs: readonly [number, number],
  { width, height }: { readonly width: number; readonly height: number },
): Plot {
  const known = positions.filter((one) => one.importance.value !== null && one.performance.value !== null);
  const xs = scale([crosshairs[0], ...known.flatMap((one) => ends(one.performance))], { low: 1, high: 10 });
  const ys = scale([0, crosshairs[1], ...known.flatMap((one) => ends(one.importance))], { low: 0, high: 100 });
  const x = (value: number): number => ((value - xs.low) / (xs.high - xs.low)) * width;
  const y = (value: number): number => height - ((value - ys.low) / (ys.high - ys.low)) * height;
  const taken: Box[] = [];
  const dots = [...known]
    .sort((a, b) => (b.importance.value ?? 0) - (a.importance.value ?? 0))
    .map((position) => ({
      position,
      name: names(position.touchpoint),
      x: x(position.performance.value ?? 0),
      y: y(position.importance.value ?? 0),
      left: x(position.performance.low ?? 0),
      right: x(position.performance.high ?? 0),
      top: y(position.importance.high ?? 0),
      bottom: y(position.importance.low ?? 0),
    }));
  for (const dot of dots) taken.push({ left: dot.x - 7, right: dot.x + 7, top: dot.y - 7, bottom: dot.y + 7 });
  const spots = dots.map((dot): Spot => {
    const label = free(dot, dot.name.length * LETTER, taken, { width, height });
    return { ...dot, touchpoint: dot.position.touchpoint, unsure: dot.position.quadrant === "too close to say" || dot.position.performance.small, label };
  });
  return {
    width,
    height,
    spots,
    cross: { x: x(crosshairs[0]), y: y(crosshairs[1]) },
    xTicks: ticks(xs.low, xs.high).map((value) => ({ value, at: x(value) })),
    yTicks: ticks(ys.low, ys.high).map((value) => ({ value, at: y(value) })),
  };
}

/** The first place around a dot where its label touches nothing, taken for it; null where there is none. */
function free(
  dot: { readonly x: number; readonly y: number; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  length: number,
  taken: Box[],
  frame: { readonly width: number; readonly height: number },
): Label | null {
  const places: readonly Label[] = [
    { x: dot.x + 10, y: dot.y - 8, anchor: "start" },
    { x: dot.x - 10, y: dot.y - 8, anchor: "end" },
    { x: dot.x + 10, y: dot.y + 16, anchor: "start" },
    { x: dot.x - 10, y: dot.y + 16, anchor: "end" },
    { x: Math.max(dot.right, dot.x) + 8, y: dot.y + 4, anchor: "start" },
    { x: Math.min(dot.left, dot.x) - 8, y: dot.y + 4, anchor: "end" },
    { x: dot.x, y: dot.top - 8, anchor: "middle" },
    { x: dot.x, y: dot.bottom + 18, anchor: "middle" },
    { x: dot.x + 12, y: dot.y - 24, anchor: "start" },
    { x: dot.x + 12, y: dot.y + 32, anchor: "start" },
    { x: dot.x - 12, y: dot.y - 24, anchor: "end" },
    { x: dot.x - 12, y: dot.y + 32, anchor: "end" },
  ];
  for (const label of places) {
    const box = boxOf(label, length);
    const inside = box.left >= 0 && box.right <= frame.width && box.top >= 0 && box.bottom <= frame.height;
    if (!inside || taken.some((other) => overlap(box, other) > 0)) continue;
    taken.push(box);
    return label;
  }
  return null;
}

function boxOf(label: Label, length: number): Box {
  const left = label.anchor === "start" ? label.x : label.anchor === "end" ? label.x - length : label.x - length / 2;
  return { left, right: left + length, top: label.y - LINE + 3, bottom: label.y + 3 };
}

function overlap(a: Box, b: Box): number {
  return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
}

function ends(estimate: Position["importance"]): readonly number[] {
  return [estimate.low, estimate.value, estimate.high].filter((one): one is number => one !== null);
}

function scale(values: readonly number[], most: { readonly low: number; readonly high: number }): { readonly low: number; readonly high: number } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = Math.max((high - low) * 0.08, 0.25);
  return { low: Math.max(most.low, low - air), high: Math.min(most.high, high + air) };
}

/** Four to six round numbers between two ends. */
export function ticks(low: number, high: number): readonly number[] {
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= raw) ?? power * 10;
  const found: number[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) found.push(Math.round(value * 1e6) / 1e6);
  return found;
}
