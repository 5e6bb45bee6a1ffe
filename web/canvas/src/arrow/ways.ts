/**
 * From routes to pixels: where each run lies, the drawn path with round corners and a head, and a place for its label.
 * What lives here: geometry over boxes. Not here: finding the route (routing, tracks), reading the page (measuring).
 */
import type { Route, Run, Side } from "./routing";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The map as measured: boxes of cards, top and bottom of what each row holds, gaps, columns from left to right. */
export interface Measured {
  readonly cards: ReadonlyMap<string, Box>;
  readonly rows: ReadonlyMap<number, readonly [top: number, bottom: number]>;
  readonly gaps: ReadonlyMap<number, readonly [top: number, bottom: number]>;
  /** The left edge of the first column, and how wide each is; a map that runs from right to left is mirrored at the end. */
  readonly start: number;
  readonly column: number;
  readonly gutter: number;
}

export interface Drawn {
  readonly points: readonly Point[];
  readonly path: string;
  readonly head: string;
}

type Point = readonly [x: number, y: number];

export const TRACK = 9;
const ROUND = 6;
const HEAD = 5.5;
const LEVEL = 17;

/** The points of a route; null where a part of the map that it needs is not drawn now. */
export function pointsOf(route: Route, from: Box, to: Box, map: Measured): readonly Point[] | null {
  const last = route.runs.length - 1;
  const lines: number[] = [];
  for (const [at, run] of route.runs.entries()) {
    const line = lineOf(run, [...(at === 0 ? [from] : []), ...(at === last ? [to] : [])], map);
    if (line === null) return null;
    lines.push(line);
  }
  const found: Point[] = [port(from, route.leaves, lines[0] ?? 0)];
  for (const [at, run] of route.runs.entries()) {
    if (at > 0) found.push(run.across ? [lines[at - 1] ?? 0, lines[at] ?? 0] : [lines[at] ?? 0, lines[at - 1] ?? 0]);
  }
  return [...found, port(to, route.enters, lines[last] ?? 0)];
}

function lineOf(run: Run, ends: readonly Box[], map: Measured): number | null {
  const half = Math.floor(run.line / 2);
  const offset = (run.track - (run.of - 1) / 2) * TRACK;
  if (!run.across) {
    const x = map.start + half * map.column;
    if (run.line % 2 === 1) return x + map.column / 2 + offset;
    const pitch = Math.min(TRACK, (2 * map.gutter - 6) / run.of);
    return x + (run.track - (run.of - 1) / 2) * pitch + (half === 0 ? map.gutter / 2 : 0);
  }
  if (run.line % 2 === 0) {
    const gap = map.gaps.get(half);
    if (!gap) return null;
    const pitch = Math.min(TRACK, (gap[1] - gap[0]) / (run.of + 0.6));
    return (gap[0] + gap[1]) / 2 + (run.track - (run.of - 1) / 2) * pitch;
  }
  const row = map.rows.get(half);
  const [box] = ends;
  if (!row) return null;
  if (!box) return (row[0] + row[1]) / 2 + offset;
  // Cards on one height are tied on one height, however many lines each has.
  const level = ends.every((one) => one.top - row[0] < 2);
  const middle = level ? row[0] + Math.min(2 * LEVEL, ...ends.map((one) => one.bottom - one.top)) / 2 : (box.top + box.bottom) / 2;
  return Math.max(box.top + 4, Math.min(box.bottom - 4, middle + offset));
}

function port(box: Box, side: Side, line: number): Point {
  if (side === "top") return [line, box.top];
  if (side === "bottom") return [line, box.bottom];
  return side === "left" ? [box.left, line] : [box.right, line];
}

/** The path with round corners, and the small head at its end. */
export function drawn(points: readonly Point[]): Drawn {
  const tip: Point = points.at(-1) ?? [0, 0];
  const behind: Point = points.at(-2) ?? tip;
  const [u, v] = unit(behind, tip);
  const end: Point = [tip[0] - u * HEAD, tip[1] - v * HEAD];
  const shown = [...points.slice(0, -1), end];
  const head = `M${at(tip)}L${at([end[0] - v * 3.6, end[1] + u * 3.6])}L${at([end[0] + v * 3.6, end[1] - u * 3.6])}Z`;
  return { points, path: rounded(shown), head };
}

function rounded(points: readonly Point[]): string {
  return points
    .map((here, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${at(here)}`;
      if (!after) return `L${at(here)}`;
      const radius = Math.min(ROUND, far(before, here) / 2, far(here, after) / 2);
      const [a, b] = [unit(here, before), unit(here, after)];
      return `L${at([here[0] + a[0] * radius, here[1] + a[1] * radius])}Q${at(here)} ${at([here[0] + b[0] * radius, here[1] + b[1] * radius])}`;
    })
    .join("");
}

/** The first place along its own way, the longest part first, where a label meets no card, no other arrow, no label. */
export function settle(width: number, height: number, own: readonly Point[], others: readonly Box[]): Point {
  const inside = parts(own).sort((one, other) => far(...other) - far(...one));
  for (const [[a, b], [c, d]] of inside) {
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88]) {
      const [x, y] = [a + (c - a) * share, b + (d - b) * share];
      const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
      if (!others.some((one) => meets(box, one))) return [x, y];
    }
  }
  const [[a, b], [c, d]] = inside[0] ?? [[0, 0], [0, 0]];
  return [(a + c) / 2, (b + d) / 2];
}

/** The boxes around the parts of a way, for labels of others to keep clear of. */
export function around(points: readonly Point[]): readonly Box[] {
  return parts(points).map(([[a, b], [c, d]]) => ({ left: Math.min(a, c) - 2, right: Math.max(a, c) + 2, top: Math.min(b, d) - 2, bottom: Math.max(b, d) + 2 }));
}

export function mirrored(points: readonly Point[], width: number): readonly Point[] {
  return points.map(([x, y]) => [width - x, y] as const);
}

function parts(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

function meets(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function far([a, b]: Point, [c, d]: Point): number {
  return Math.hypot(c - a, d - b);
}

function unit(from: Point, to: Point): Point {
  const long = far(from, to) || 1;
  return [(to[0] - from[0]) / long, (to[1] - from[1]) / long];
}

function at([x, y]: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
