/**
 * Where the numbers of a curve stand, so that none covers another, a point, or a line that it need not cover.
 * What lives here: boxes and the search for free places. Not here: lines (line.ts), drawing.
 */
import { heightAt, type Line } from "./line";

/** A rectangle by its edges; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A number that wants to stand above or below a mark reaching from `top` to `bottom` at `x`. */
export interface Wish {
  readonly key: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
  /** Whether it must stand somewhere, even across a line. One that need not is left out where there is no room. */
  readonly needed: boolean;
}

const GAPS = [5, 9, 14, 20, 28, 38, 50, 64];

/** Whether two boxes share more than an edge. */
export function meets(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Boxes by key: needed ones first, each above its mark where that is free, else below, else further away. */
export function place(
  wishes: readonly Wish[],
  frame: Box,
  marks: readonly Box[],
  lines: readonly Line[],
): ReadonlyMap<string, Box> {
  const taken: Box[] = [...marks];
  const found = new Map<string, Box>();
  for (const wish of [...wishes.filter((one) => one.needed), ...wishes.filter((one) => !one.needed)]) {
    const near = lines.flatMap((line) => along(line, wish));
    const places = candidates(wish, frame);
    const free = places.filter((box) => !taken.some((other) => meets(box, other)));
    const box = free.find((one) => !near.some((other) => meets(one, other))) ?? (wish.needed ? free[0] : undefined);
    if (!box) continue;
    taken.push(box);
    found.set(wish.key, box);
  }
  return found;
}

function candidates(wish: Wish, frame: Box): readonly Box[] {
  const left = Math.min(Math.max(wish.x - wish.width / 2, frame.left), Math.max(frame.left, frame.right - wish.width));
  const boxes = GAPS.flatMap((gap) => [wish.top - gap - wish.height, wish.bottom + gap]).map((top) => ({
    left,
    top,
    right: left + wish.width,
    bottom: top + wish.height,
  }));
  return boxes.filter((box) => box.top >= frame.top && box.bottom <= frame.bottom);
}

function along(line: Line, wish: Wish): readonly Box[] {
  const boxes: Box[] = [];
  for (let x = wish.x - wish.width / 2; x <= wish.x + wish.width / 2; x += 4) {
    const y = heightAt(line, x);
    if (y !== null) boxes.push({ left: x - 2, top: y - 2, right: x + 2, bottom: y + 2 });
  }
  return boxes;
}
