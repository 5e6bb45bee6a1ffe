/**
 * Arrows between steps as a drawing above them: each on a height where neither it nor its label meets another.
 * What lives here: geometry. Not here: elements (ArrowBand), records.
 */
import type { Way } from "@outsidein/schema";

export interface Arc {
  readonly id: string;
  readonly from: number;
  /** The column it leads to; null where it leaves the journey. */
  readonly to: number | null;
  readonly label: string;
  readonly kind: Way;
}

export interface DrawnArc extends Arc {
  readonly path: string;
  readonly head: string;
  /** The middle of the label. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Band {
  readonly arcs: readonly DrawnArc[];
  readonly height: number;
}

const LEVEL = 24;
const ROUND = 12;
/** Arrows set out nearer to the middle of a head than they arrive, so that there and back are two lines. */
const SETS_OUT = 7;
const ARRIVES = 19;
const LETTER = 6.2;

/** Short arrows lie low, long ones above them. */
export function bandOf(arcs: readonly Arc[], width: number, zoom = 1): Band {
  const wide = arcs.map((arc) => ({ arc, ...ends(arc, width, zoom) }));
  const levels: (readonly [number, number])[][] = [];
  const levelOf = new Map<Arc, number>();
  for (const { arc, left, right } of [...wide].sort((one, other) => one.right - one.left - (other.right - other.left))) {
    const free = levels.find((taken) => taken.every(([low, high]) => right + 8 < low || left - 8 > high));
    const level = free ?? [];
    if (!free) levels.push(level);
    level.push([left, right]);
    levelOf.set(arc, levels.indexOf(level));
  }
  const height = arcs.length === 0 ? 0 : levels.length * LEVEL * zoom + 14;
  return {
    height,
    arcs: wide.map(({ arc, x1, x2, label, middle }) => {
      const y = height - 12 - LEVEL * zoom * ((levelOf.get(arc) ?? 0) + 0.55);
      return { ...arc, ...route(x1, x2, y, height, arc.to === null), x: middle, y, width: label };
    }),
  };
}

function ends(arc: Arc, width: number, zoom: number) {
  const way = arc.to !== null && arc.to < arc.from ? -1 : 1;
  const label = arc.label ? Math.min(arc.label.length * LETTER * zoom + 18, width * 2.2) : 24;
  const x1 = (arc.from + 0.5) * width + way * SETS_OUT;
  const x2 = arc.to === null ? x1 + label + 44 : (arc.to + 0.5) * width - way * ARRIVES;
  const middle = arc.to === null ? x1 + 14 + label / 2 : (x1 + x2) / 2;
  return { x1, x2, label, middle, left: Math.min(x1, x2, middle - label / 2), right: Math.max(x1, x2, middle + label / 2) };
}

function route(x1: number, x2: number, y: number, bottom: number, out: boolean): { path: string; head: string } {
  const way = x2 < x1 ? -1 : 1;
  const round = Math.min(ROUND, Math.abs(x2 - x1) / 2);
  const rise = `M${r(x1)} ${r(bottom)}V${r(y + round)}Q${r(x1)} ${r(y)} ${r(x1 + way * round)} ${r(y)}`;
  if (out) return { path: `${rise}H${r(x2)}`, head: `M${r(x2 - 6)} ${r(y - 4)}l6 4-6 4M${r(x2 + 4)} ${r(y - 6)}v12` };
  return {
    path: `${rise}H${r(x2 - way * round)}Q${r(x2)} ${r(y)} ${r(x2)} ${r(y + round)}V${r(bottom - 2)}`,
    head: `M${r(x2 - 4)} ${r(bottom - 7)}l4 6 4-6`,
  };
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
