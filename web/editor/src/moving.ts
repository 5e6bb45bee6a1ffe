/**
 * The keyboard twin of dragging, and the drop that both share: where something picked up would stand, and putting it
 * there. What lives here: destinations. Not here: keys (keys), pointers (whoever draws).
 */
import type { Id, MapStore } from "@outsidein/store";
import { canDrop, moveCards, moveEncounters } from "./cards";
import type { Destination, Direction, Grid, MapLane, Place } from "./contract";
import { moveStage, moveStep } from "./spine";

/** What can be picked up together: all of one type. */
export function movable(store: MapStore, ids: readonly Id[]): readonly Id[] {
  const types = new Set(ids.map((id) => store.get(id)?.type));
  const [type] = types;
  return types.size === 1 && (type === "card" || type === "encounter" || type === "step" || type === "stage") ? ids : [];
}

/** Where things stand now, as a destination. */
export function standing(store: MapStore, grid: Grid, ids: readonly Id[]): Destination | null {
  const id = ids[0];
  const record = id === undefined ? undefined : store.get(id);
  if (!id || !record || !("order" in record)) return null;
  const lane = record.type === "card" ? record.lane : record.type === "encounter" ? touchpointLane(grid) : "";
  const place = { parent: record.parent, lane };
  const line = siblings(store, grid, ids, place);
  const all = record.type === "card" || record.type === "encounter" ? grid.content(place) : store.children(record.parent, record.type);
  const before = all.slice(0, all.indexOf(id)).filter((one) => line.includes(one));
  return { ...place, after: before.at(-1) ?? "" };
}

/** The next destination in a direction; the same one at the edge. */
export function shifted(store: MapStore, grid: Grid, lanes: readonly MapLane[], ids: readonly Id[], to: Destination, direction: Direction): Destination {
  const type = store.get(ids[0] ?? "")?.type;
  if (type === "stage") return inLine(store, grid, ids, to, backwards(direction)) ?? to;
  if (type === "step") return stepShifted(store, grid, ids, to, direction) ?? to;
  return cellShifted(store, grid, lanes, ids, to, direction) ?? to;
}

/** Put what was picked up there. */
export function drop(store: MapStore, ids: readonly Id[], to: Destination): void {
  switch (store.get(ids[0] ?? "")?.type) {
    case "card":
      moveCards(store, ids, to);
      break;
    case "encounter":
      moveEncounters(store, ids, to);
      break;
    case "step":
      moveStep(store, ids, { stage: to.parent, ...(to.after ? { after: to.after } : { before: firstBut(store.children(to.parent, "step"), ids) }) });
      break;
    case "stage":
      moveStage(store, ids, to.after ? { after: to.after } : { before: firstBut(store.children(to.parent, "stage"), ids) });
      break;
    default:
      break;
  }
}

function cellShifted(store: MapStore, grid: Grid, lanes: readonly MapLane[], ids: readonly Id[], to: Destination, direction: Direction): Destination | null {
  const at = grid.find(to);
  if (!at) return null;
  const enter = (place: Place, end: "first" | "last"): Destination => {
    const line = siblings(store, grid, ids, place);
    return { ...place, after: end === "first" ? "" : (line.at(-1) ?? "") };
  };
  const open = (row: number, column: number): Place | null => {
    const place = grid.place(row, column);
    return place && place.lane !== "" && canDrop(store, lanes, ids, place) ? place : null;
  };
  const seek = (row: number, column: number, down: number, right: number, end: "first" | "last"): Destination | null => {
    for (let y = row, x = column; y >= 0 && y < grid.rows.length && x >= 0 && x < grid.columns.length; y += down, x += right) {
      const place = open(y, x);
      if (place && !(place.parent === to.parent && place.lane === to.lane)) return enter(place, end);
    }
    return null;
  };
  switch (direction) {
    case "up":
      return inLine(store, grid, ids, to, true) ?? seek(at.row - 1, at.column, -1, 0, "last");
    case "down":
      return inLine(store, grid, ids, to, false) ?? seek(at.row + 1, at.column, 1, 0, "first");
    case "left":
      return seek(at.row, at.column - 1, 0, -1, "last");
    case "right":
      return seek(at.row, at.column + 1, 0, 1, "last");
    case "rowStart":
      return seek(at.row, 0, 0, 1, "last");
    case "rowEnd":
      return seek(at.row, grid.columns.length - 1, 0, -1, "last");
    default:
      return null;
  }
}

/** A step goes along its stage, then into the next one. */
function stepShifted(store: MapStore, grid: Grid, ids: readonly Id[], to: Destination, direction: Direction): Destination | null {
  const back = backwards(direction);
  const stages = store.children(grid.journey, "stage");
  if (direction === "left" || direction === "right") {
    const along = inLine(store, grid, ids, to, back);
    if (along) return along;
  }
  const next = stages[stages.indexOf(to.parent) + (back ? -1 : 1)];
  if (next === undefined) return null;
  const line = siblings(store, grid, ids, { parent: next, lane: "" });
  return { parent: next, lane: "", after: back ? (line.at(-1) ?? "") : "" };
}

/** One further along the siblings that stay; null at the end. */
function inLine(store: MapStore, grid: Grid, ids: readonly Id[], to: Destination, back: boolean): Destination | null {
  const line = ["", ...siblings(store, grid, ids, to)];
  const after = line[line.indexOf(to.after) + (back ? -1 : 1)];
  return after === undefined || (back && line.indexOf(to.after) === 0) ? null : { ...to, after };
}

/** Who stands in a place without what was picked up. */
function siblings(store: MapStore, grid: Grid, ids: readonly Id[], place: Place): readonly Id[] {
  const type = store.get(ids[0] ?? "")?.type;
  const all = type === "step" || type === "stage" ? store.children(place.parent, type) : grid.content(place);
  return all.filter((id) => !ids.includes(id));
}

function firstBut(all: readonly Id[], ids: readonly Id[]): Id | undefined {
  return all.find((id) => !ids.includes(id));
}

function backwards(direction: Direction): boolean {
  return direction === "left" || direction === "up" || direction === "rowStart" || direction === "first";
}

function touchpointLane(grid: Grid): string {
  return grid.rows.find((row) => row.lane?.role === "touchpoints")?.lane?.key ?? "";
}
