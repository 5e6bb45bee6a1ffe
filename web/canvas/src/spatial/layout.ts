/** Where everything on a plan stands at a size: pins, ways, names, labels of ways. What lives here: putting placing's parts together. */
import type { Arrow } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { widthOf } from "../network/lettering";
import { along, around, holds, meets, namesBeside, RADIUS, wayBetween, type Box, type Curve, type Point } from "./placing";
import type { Plan } from "./usePlan";

/** As plan.css letters them; `inset` is what their frames take at both sides together. */
const NAME = { font: "600 12.5px Inter, system-ui, sans-serif", inset: 16, least: 30, most: 200, height: 22 } as const;
const LABEL = { font: "400 11.5px Inter, system-ui, sans-serif", inset: 17, height: 18 } as const;
/** Where the label of a way may stand: along it, and so many pixels beside it. */
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] as const;
const ASIDE = [0, -14, 14, -24, 24, -38, 38] as const;

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
  const beside = namesBeside(spots, names.map((name) => Math.min(NAME.most, Math.max(NAME.least, Math.ceil(widthOf(name, NAME.font)) + NAME.inset))), NAME.height, curves, frame);
  const taken: Box[] = [...spots.map((spot) => around(spot, RADIUS)), ...beside.flatMap((box) => box ?? [])];
  const labels = drawn.flatMap(([arrow, curve]): (readonly [Arrow, Point])[] => {
    if (!arrow.label) return [];
    const half = (widthOf(arrow.label, LABEL.font) + LABEL.inset) / 2;
    for (const by of ASIDE) {
      for (const t of ALONG) {
        const { x, y } = middleAt(curve, t, { by, half });
        const box = { left: x - half, top: y - LABEL.height / 2, right: x + half, bottom: y + LABEL.height / 2 };
        if (!holds(frame, box) || taken.some((one) => meets(one, box))) continue;
        taken.push(box);
        return [[arrow, { x, y }]];
      }
    }
    return [];
  });
  return { spots, names: beside, ways: drawn, labels };
}

/** The middle of a label whose edge is `by` pixels off the curve; on it where `by` is 0. */
function middleAt(curve: Curve, t: number, { by, half }: { readonly by: number; readonly half: number }): Point {
  const on = along(curve, t);
  if (by === 0) return on;
  const [one, other] = [along(curve, t - 0.03), along(curve, t + 0.03)];
  const long = Math.max(Math.hypot(other.x - one.x, other.y - one.y), 1e-6);
  const across = { x: -(other.y - one.y) / long, y: (other.x - one.x) / long };
  const reach = Math.abs(across.x) * half + (Math.abs(across.y) * LABEL.height) / 2 + Math.abs(by) - 10;
  return { x: on.x + across.x * reach * Math.sign(by), y: on.y + across.y * reach * Math.sign(by) };
}
