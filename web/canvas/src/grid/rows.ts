/**
 * The rows that a chronological map draws, made of its lanes, and the lines between them: those of the kind, or, where it
 * states none, one line of visibility between the customer's side and the inside.
 * What lives here: which row stands where. Not here: which lanes there are (the editor's grid), drawing.
 */
import { isCurve, type MapLane } from "@outsidein/editor";
import type { Kind, KindQuad } from "@outsidein/schema";
import type { MeasureRow } from "../facts/Facts";

/** Numbers of the evidence; the first row of a lane stands for the lane. Without a measure: importance. */
export interface FigureRow {
  readonly is: "figures";
  readonly key: string;
  readonly lane: MapLane;
  readonly measure: MeasureRow | null;
  readonly first: boolean;
}

export type DrawnRow =
  | { readonly is: "cards"; readonly key: string; readonly lane: MapLane; readonly empty: boolean }
  | { readonly is: "touchpoints" | "curve" | "role"; readonly key: string; readonly lane: MapLane }
  | FigureRow
  | { readonly is: "quad"; readonly key: string; readonly quad: KindQuad; readonly head: MapLane; readonly lanes: readonly MapLane[] }
  | { readonly is: "visibility"; readonly key: string; readonly name: string; readonly solid: boolean };

/** The rows in order. Lanes in which nothing stands are left out unless `showEmpty` or the kind requires them. */
export function rowsOf(
  kind: Kind,
  lanes: readonly MapLane[],
  known: { readonly drivers: boolean; readonly measures: readonly MeasureRow[] },
  full: ReadonlySet<string>,
  showEmpty: boolean,
): readonly DrawnRow[] {
  const lined = kind.lines.length > 0;
  const outside: DrawnRow[] = [];
  const inside: DrawnRow[] = [];
  const squares = new Set<string>();
  for (const lane of lanes) {
    if (lane.hidden) continue;
    const side = !lined && lane.inside && lane.role !== "measure" ? inside : outside;
    const quad = lane.quad === "" ? undefined : kind.quads.find((one) => one.key === lane.quad);
    if (quad) {
      const corners = lanes.filter((one) => one.quad === quad.key && !one.hidden);
      if (!squares.has(quad.key) && (showEmpty || corners.some((one) => full.has(one.key)))) {
        side.push({ is: "quad", key: `quad:${quad.key}`, quad, head: lane, lanes: corners });
      }
      squares.add(quad.key);
    } else if (lane.role === "measure") {
      const measures = [...(known.drivers ? [null] : []), ...known.measures];
      measures.forEach((measure, at) => side.push({ is: "figures", key: `${lane.key}:${measure?.id ?? ""}`, lane, measure, first: at === 0 }));
      if (measures.length === 0 && showEmpty) side.push({ is: "cards", key: lane.key, lane, empty: true });
    } else if (lane.role === "curve" || lane.role === "touchpoints") {
      side.push({ is: lane.role, key: lane.key, lane });
    } else if (lane.required || showEmpty || full.has(lane.key)) {
      if (isCurve(lane)) {
        side.push({ is: "role", key: lane.key, lane });
        continue;
      }
      side.push({ is: "cards", key: lane.key, lane, empty: !full.has(lane.key) });
    }
  }
  if (lined) return withLines(kind, lanes, outside);
  if (inside.length === 0 || outside.length === 0) return [...outside, ...inside];
  return [...outside, { is: "visibility", key: "visibility", name: "", solid: true }, ...inside];
}

/** Each line above the first row that stands behind its lane; none at an edge, where nothing is parted. */
function withLines(kind: Kind, lanes: readonly MapLane[], rows: readonly DrawnRow[]): readonly DrawnRow[] {
  const place = (key: string) => lanes.findIndex((lane) => lane.key === key);
  const laneOf = (row: DrawnRow) => ("head" in row ? row.head.key : "lane" in row ? row.lane.key : "");
  const lines = kind.lines.map((line) => ({ line, after: place(line.after) })).sort((one, other) => one.after - other.after);
  return rows.flatMap((row, at) => {
    const before = rows[at - 1];
    const own = before ? lines.filter(({ after }) => place(laneOf(before)) <= after && place(laneOf(row)) > after) : [];
    return [...own.map(({ line }) => ({ is: "visibility" as const, key: `line:${line.key}`, name: line.name, solid: line.look === "solid" })), row];
  });
}

/** The keys of the lanes that have a row: the only ones where the keyboard can stand. */
export function lanesDrawn(rows: readonly DrawnRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => ("lanes" in row ? row.lanes.map((lane) => lane.key) : "lane" in row ? [row.lane.key] : [])));
}
