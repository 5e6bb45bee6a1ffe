/**
 * Where records are on the grid, and what places are called. What lives here: questions about places that need the map.
 * Not here: walking (grid), selecting (selection).
 */
import type { Id, MapStore } from "@outsidein/store";
import type { Destination, Focus, Grid, MapLane, Place } from "./contract";
import { keyOf } from "./lanes";

/** The lane of a place; undefined for a head of a stage or step. */
export function laneAt(grid: Grid, place: Place): MapLane | undefined {
  return grid.rows.find(({ lane }) => lane !== null && lane.key === place.lane)?.lane ?? undefined;
}

/** The focus on a record: on its place, or on the step that it is tied to; null where it is not on the grid. */
export function focusOf(store: MapStore, grid: Grid, id: Id): Focus | null {
  if (id.startsWith("lane:")) return { parent: grid.journey, lane: keyOf(id), id };
  const record = store.get(id);
  switch (record?.type) {
    case "card":
      return { parent: record.parent, lane: record.lane, id };
    case "step":
    case "stage":
    case "actor":
    case "flow":
    case "place":
      return { parent: id, lane: "", id };
    case "encounter": {
      const lane = grid.rows.find((row) => row.lane?.role === "touchpoints")?.lane;
      return lane ? { parent: record.parent, lane: lane.key, id } : null;
    }
    case "moment":
    case "arrow":
      return { parent: record.parent, lane: "", id: record.parent };
    default:
      return null;
  }
}

/** Those of the ids that are on the grid, in reading order: heads first, then lane by lane. */
export function inOrder(grid: Grid, ids: ReadonlySet<Id>): readonly Id[] {
  const found = new Set<Id>();
  for (let row = 0; row < grid.rows.length; row += 1) {
    for (let column = 0; column < grid.columns.length; column += 1) {
      const place = grid.place(row, column);
      if (place) for (const id of grid.content(place)) if (ids.has(id)) found.add(id);
    }
  }
  return [...found];
}

/** What a destination is called, for those who hear it: values of a message. */
export function named(store: MapStore, grid: Grid, to: Destination): Readonly<Record<string, string | number>> {
  const record = store.get(to.parent);
  const step = record?.type === "journey" ? (record.title ?? "") : record && "name" in record ? (record.name ?? "") : "";
  const type = record?.type === "stage" ? "step" : "stage";
  const line = to.lane === "" ? store.children(to.parent, type) : grid.content(to);
  return { place: to.lane === "" ? "head" : "cell", step, lane: laneAt(grid, to)?.title ?? "", position: line.indexOf(to.after) + 2 };
}
