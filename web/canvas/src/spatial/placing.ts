/**
 * Where ways run and names stand on a plan, so that no name covers a pin or another name. What lives here: geometry in
 * pixels. Not here: which places there are (usePlan), drawing.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const RADIUS = 14;
const BOWS = [0, 0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.5, -0.5] as const;
const GAPS = [RADIUS + 4, RADIUS + 12, RADIUS + 22] as const;

/** Four points of a cubic curve. */
export type Curve = readonly [Point, Point, Point, Point];

/** A curve from one pin to another, as straight as it can be without running over a third. */
export function wayBetween(from: Point, to: Point, others: readonly Point[]): Curve {
  const curves = BOWS.map((bow) => bent(from, to, bow));
  const costs = curves.map((curve, at) => over(curve, others) * 10 + Math.abs(BOWS[at] ?? 0));
  return curves[costs.indexOf(Math.min(...costs))] as Curve;
}

function bent(from: Point, to: Point, bow: number): Curve {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  if (Math.hypot(dx, dy) < 1) {
    const reach = RADIUS * 2.6;
    return [{ x: from.x + RADIUS, y: from.y - 4 }, { x: from.x + reach, y: from.y - reach }, { x: from.x - reach, y: from.y - reach }, { x: from.x - RADIUS, y: from.y - 4 }];
  }
  const first = { x: from.x + 0.3 * dx - bow * dy, y: from.y + 0.3 * dy + bow * dx };
  const second = { x: from.x + 0.7 * dx - bow * dy, y: from.y + 0.7 * dy + bow * dx };
  return [off(from, first, RADIUS + 2), first, second, off(to, second, RADIUS + 5)];
}

function off(from: Point, to: Point, by: number): Point {
  const long = Math.max(Math.hypot(to.x - from.x, to.y - from.y), 1e-6);
  return { x: from.x + ((to.x - from.x) / long) * by, y: from.y + ((to.y - from.y) / long) * by };
}

/** The point of a curve at the share `t` of its way. */
export function along([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (one: number, two: number, three: number, four: number): number => s ** 3 * one + 3 * s * s * t * two + 3 * s * t * t * three + t ** 3 * four;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

function over(curve: Curve, others: readonly Point[]): number {
  let met = 0;
  for (let at = 1; at < 16; at += 1) {
    const point = along(curve, at / 16);
    met += others.filter((one) => Math.hypot(one.x - point.x, one.y - point.y) < RADIUS + 8).length;
  }
  return met;
}

/** A place for each name beside its pin, clear of ways where that can be; null where there is no room at all. */
export function namesBeside(pins: readonly Point[], widths: readonly number[], height: number, curves: readonly Curve[], frame: Box): readonly (Box | null)[] {
  const taken: Box[] = pins.map(({ x, y }) => ({ left: x - RADIUS, top: y - RADIUS, right: x + RADIUS, bottom: y + RADIUS }));
  const lines = curves.flatMap((curve) => Array.from({ length: 25 }, (_, at) => around(along(curve, at / 24), 3)));
  return pins.map((pin, at) => {
    const choices = GAPS.flatMap((gap) => boxesAt(pin, widths[at] ?? 0, height, gap)).filter((box) => holds(frame, box) && !taken.some((one) => meets(one, box)));
    const found = choices.find((box) => !lines.some((one) => meets(one, box))) ?? choices[0] ?? null;
    if (found) taken.push(found);
    return found;
  });
}

function boxesAt({ x, y }: Point, width: number, height: number, gap: number): readonly Box[] {
  const near = gap * 0.7;
  const corners: readonly (readonly [number, number])[] = [
    [gap, -height / 2],
    [-gap - width, -height / 2],
    [-width / 2, -gap - height],
    [-width / 2, gap],
    [near, -near - height],
    [near, near],
    [-near - width, -near - height],
    [-near - width, near],
  ];
  return corners.map(([left, top]) => ({ left: x + left, top: y + top, right: x + left + width, bottom: y + top + height }));
}

export function around({ x, y }: Point, reach: number): Box {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

export function meets(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

export function holds(frame: Box, box: Box): boolean {
  return frame.left <= box.left && frame.top <= box.top && frame.right >= box.right && frame.bottom >= box.bottom;
}
