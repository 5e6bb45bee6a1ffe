/**
 * The flows as a picture: where each place stands and how each flow runs between two. What lives here: layout in plain
 * numbers, in which nothing overlaps and every flow is as thick as it is many. Not here: drawing (Sankey.tsx).
 */
import type { Flow, FlowNode, Flows, Spot } from "../../data/journeys";
import { spotId } from "./told";

export interface Bar {
  readonly id: string;
  readonly node: FlowNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Ribbon {
  readonly id: string;
  readonly flow: Flow;
  readonly of: string;
  readonly to: string;
  readonly thickness: number;
  readonly x0: number;
  readonly x1: number;
  /** The middle of each end. */
  readonly y0: number;
  readonly y1: number;
}
export interface Sankey {
  readonly bars: readonly Bar[];
  readonly ribbons: readonly Ribbon[];
  readonly columns: readonly number[];
  readonly height: number;
  readonly width: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** How wide a bar is, and how far bars of one column stand apart at least. */
  readonly bar: number;
  readonly gap: number;
  /** How much height a label takes. */
  readonly label: number;
  /** Room on the right of the last column for its labels. */
  readonly right: number;
}

export const FRAME: Frame = { width: 1040, height: 420, bar: 12, gap: 10, label: 30, right: 138 };

const count = (one: FlowNode | Flow): number => one.count.value ?? 0;

/** Lay flows out: a column per position, one scale for all, bars from the most frequent down and the end last. */
export function layOut(flows: Flows, frame: Frame = FRAME): Sankey {
  const positions = [...new Set(flows.nodes.map((node) => node.spot.position))].sort((a, b) => a - b);
  const columns = positions.map((position) => flows.nodes.filter((node) => node.spot.position === position));
  const most = Math.max(1, ...columns.map((column) => column.length));
  const total = Math.max(1, flows.cases);
  // Every bar keeps room for its label, so that no two labels meet, whatever their bars are.
  const height = Math.max(frame.height, most * (frame.label + frame.gap) + 40);
  const scale = scaleOf(columns, total, height, frame);
  const step = positions.length > 1 ? (frame.width - frame.right - frame.bar) / (positions.length - 1) : 0;
  const bars = new Map<string, Bar>();
  columns.forEach((column, index) => {
    const heights = column.map((node) => Math.max(count(node) * scale, 1.5));
    const rooms = heights.map((one) => Math.max(one, frame.label));
    let y = 0;
    column.forEach((node, row) => {
      const id = spotId(node.spot);
      bars.set(id, { id, node, x: index * step, y, width: frame.bar, height: heights[row] ?? 0 });
      y += (rooms[row] ?? 0) + frame.gap;
    });
  });
  const ribbons = ribbonsOf(flows, bars, scale);
  const end = Math.max(0, ...[...bars.values()].map((bar) => bar.y + Math.max(bar.height, frame.label)));
  return { bars: [...bars.values()], ribbons, columns: positions.map((_, index) => index * step), height: Math.ceil(end), width: frame.width };
}

/** Pixels per journey: so many that the fullest column, with a label's room for each of its bars, fits. */
function scaleOf(columns: readonly (readonly FlowNode[])[], total: number, height: number, { gap, label }: Frame): number {
  let scale = height / total;
  for (const column of columns) {
    const fits = (at: number): boolean => column.reduce((sum, node) => sum + Math.max(count(node) * at, label) + gap, -gap) <= height;
    let low = 0;
    let high = scale;
    if (fits(high)) continue;
    for (let turn = 0; turn < 40; turn += 1) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    scale = low;
  }
  return scale;
}

function ribbonsOf(flows: Flows, bars: ReadonlyMap<string, Bar>, scale: number): Ribbon[] {
  const rank = (spot: Spot): number => bars.get(spotId(spot))?.y ?? 0;
  const leaving = [...flows.flows].sort((a, b) => rank(a.of) - rank(b.of) || rank(a.to) - rank(b.to));
  const arriving = [...flows.flows].sort((a, b) => rank(a.to) - rank(b.to) || rank(a.of) - rank(b.of));
  const starts = stacked(leaving, (flow) => spotId(flow.of), bars, scale);
  const ends = stacked(arriving, (flow) => spotId(flow.to), bars, scale);
  return leaving.flatMap((flow) => {
    const of = bars.get(spotId(flow.of));
    const to = bars.get(spotId(flow.to));
    if (!of || !to) return [];
    const thickness = count(flow) * scale;
    const id = `${of.id} ${to.id}`;
    return [{ id, flow, of: of.id, to: to.id, thickness, x0: of.x + of.width, x1: to.x, y0: starts.get(flow) ?? 0, y1: ends.get(flow) ?? 0 }];
  });
}

/** The middle of each flow at one of its ends: one below the other along the bar. */
function stacked(flows: readonly Flow[], at: (flow: Flow) => string, bars: ReadonlyMap<string, Bar>, scale: number): Map<Flow, number> {
  const filled = new Map<string, number>();
  const middles = new Map<Flow, number>();
  for (const flow of flows) {
    const id = at(flow);
    const from = filled.get(id) ?? bars.get(id)?.y ?? 0;
    const thick = count(flow) * scale;
    middles.set(flow, from + thick / 2);
    filled.set(id, from + thick);
  }
  return middles;
}

/** The outline of a ribbon: two curves, so that it is as thick in the middle as at its ends. */
export function outline({ x0, x1, y0, y1, thickness }: Ribbon): string {
  const half = Math.max(thickness, 1) / 2;
  const bend = (x0 + x1) / 2;
  const n = (value: number): string => value.toFixed(1);
  return [
    `M${n(x0)} ${n(y0 - half)}`,
    `C${n(bend)} ${n(y0 - half)} ${n(bend)} ${n(y1 - half)} ${n(x1)} ${n(y1 - half)}`,
    `L${n(x1)} ${n(y1 + half)}`,
    `C${n(bend)} ${n(y1 + half)} ${n(bend)} ${n(y0 + half)} ${n(x0)} ${n(y0 + half)}Z`,
  ].join("");
}

/** A label cut to what a column is wide enough for. */
export function cut(label: string, room: number, letter = 6.6): string {
  const most = Math.max(3, Math.floor(room / letter));
  return label.length <= most ? label : `${label.slice(0, most - 1).trimEnd()}…`;
}
