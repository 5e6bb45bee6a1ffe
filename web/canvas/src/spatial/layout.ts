/** Where everything on a plan stands at a size: pins, ways, names, labels of ways. What lives here: putting placing's parts together. */
import type { Arrow } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { along, around, holds, meets, namesBeside, RADIUS, wayBetween, type Box, type Curve, type Point } from "./placing";
import type { Plan } from "./usePlan";

const LETTER = 8;
const MOST = 190;
const NAME_HEIGHT = 22;
const LABEL = { letter: 6.6, height: 18 } as const;

export interface Layout {
  readonly spots: readonly Point[];
  readonly names: readonly (Box | null)[];
  readonly ways: readonly (readonly [Arrow, Curve])[];
  /** Labels of ways that have room: the arrow and the middle of its label. */
  readonly labels: readonly (readonly [Arrow, Point])[];
}

/** `dragged` are places that are being moved just now, in pixels. */
export function laidOut({ places, names, ways }: Plan, width: number, height: number, dragged: ReadonlyMap<Id, Point>): Layout {
  const spots = places.map((one) => dragged.get(one.id) ?? { x: one.x * width, y: one.y * height });
  const at = new Map(places.map((one, index) => [one.id, spots[index] as Point]));
  const drawn = ways.flatMap((arrow): (readonly [Arrow, Curve])[] => {
    const [from, to] = [at.get(arrow.parent), at.get(arrow.to ?? "")];
    if (!from || !to) return [];
    return [[arrow, wayBetween(from, to, spots.filter((spot) => spot !== from && spot !== to))]];
  });
  const curves = drawn.map(([, curve]) => curve);
  // A margin around the picture keeps what stands at its edge whole.
  const frame = { left: -RADIUS, top: -RADIUS, right: width + RADIUS, bottom: height + RADIUS };
  const beside = namesBeside(spots, names.map((name) => Math.min(MOST, Math.max(3, name.length) * LETTER + 14)), NAME_HEIGHT, curves, frame);
  const taken: Box[] = [...spots.map((spot) => around(spot, RADIUS)), ...beside.flatMap((box) => box ?? [])];
  const labels = drawn.flatMap(([arrow, curve]): (readonly [Arrow, Point])[] => {
    const half = ((arrow.label?.length ?? 0) * LABEL.letter + 14) / 2;
    if (!arrow.label) return [];
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const { x, y } = along(curve, t);
      const box = { left: x - half, top: y - LABEL.height / 2, right: x + half, bottom: y + LABEL.height / 2 };
      if (!holds(frame, box) || taken.some((one) => meets(one, box))) continue;
      taken.push(box);
      return [[arrow, { x, y }]];
    }
    return [];
  });
  return { spots, names: beside, ways: drawn, labels };
}
