/**
 * The map as rows and columns, and how one walks on it. What lives here: gridOf and walk. Not here: what is selected
 * (selection), or how any of it is drawn.
 */
import type { Id, MapStore } from "@outsidein/store";
import type { Column, Direction, Focus, Grid, MapLane, Place, Row } from "./contract";
import { holdsCards, laneId } from "./lanes";

/**
 * The grid of a map with these lanes; hidden ones have no row. `onTheLine`: steps stand between the customer's lanes and
 * the organisation's, as the bases of towers do, not above all.
 */
export function gridOf(store: MapStore, lanes: readonly MapLane[], onTheLine = false): Grid {
  const { journey } = store;
  const columns: Column[] = store.children(journey, "stage").flatMap((stage) => {
    const steps = store.children(stage, "step");
    return steps.length > 0 ? steps.map((step) => ({ stage, step })) : [{ stage, step: "" }];
  });
  const drawn = lanes.filter((lane) => !lane.hidden).map((lane): Row => ({ kind: "lane", lane }));
  const above = onTheLine ? drawn.filter((row) => !row.lane?.inside) : [];
  const rows: Row[] = [{ kind: "stages", lane: null }, ...above, { kind: "steps", lane: null }, ...drawn.filter((row) => !above.includes(row))];
  const rowOfLane = new Map(rows.flatMap((row, at): [string, number][] => (row.lane ? [[row.lane.key, at]] : [])));
  const columnOf = new Map<Id, number>();
  columns.forEach(({ stage, step }, at) => {
    if (!columnOf.has(stage)) columnOf.set(stage, at);
    if (step) columnOf.set(step, at);
  });
  return {
    journey,
    rows,
    columns,
    place(row, column) {
      const at = rows[row];
      if (!at) return null;
      if (column === -1) return at.lane ? { parent: journey, lane: at.lane.key } : null;
      const on = columns[column];
      if (!on) return null;
      const parent = at.kind === "stages" || at.lane?.level === "stage" ? on.stage : on.step;
      return parent === "" ? null : { parent, lane: at.lane?.key ?? "" };
    },
    find({ parent, lane }) {
      if (lane === "") {
        const column = columnOf.get(parent);
        return column === undefined ? null : { row: columns[column]?.step === parent ? above.length + 1 : 0, column };
      }
      const row = rowOfLane.get(lane);
      const column = parent === journey ? -1 : columnOf.get(parent);
      return row === undefined || column === undefined ? null : { row, column };
    },
    content({ parent, lane }) {
      if (lane === "") return [parent];
      if (parent === journey) return [laneId(lane)];
      const on = rows[rowOfLane.get(lane) ?? -1]?.lane;
      if (!on) return [];
      if (on.role === "touchpoints") return store.children(parent, "encounter");
      return holdsCards(on) ? store.cell(parent, lane) : [];
    },
  };
}

/** Where one gets from `from` in a direction; null at the edge. Up and down walk through the cards of a cell first. */
export function walk(grid: Grid, from: Focus, direction: Direction): Focus | null {
  const at = grid.find(from);
  if (!at) return first(grid);
  const content = grid.content(from);
  const index = content.indexOf(from.id);
  switch (direction) {
    case "up":
    case "down": {
      const step = direction === "down" ? 1 : -1;
      const sibling = inCell(grid, from) && index >= 0 ? content[index + step] : undefined;
      if (sibling !== undefined) return { ...from, id: sibling };
      return along(grid, at.row + step, at.column, step, 0, step > 0 ? 0 : -1);
    }
    case "left":
    case "right":
      return sideways(grid, from, at, direction === "right" ? 1 : -1, Math.max(0, index));
    case "rowStart":
      return along(grid, at.row, -1, 0, 1, 0);
    case "rowEnd":
      return along(grid, at.row, grid.columns.length - 1, 0, -1, 0);
    case "first":
      return first(grid);
    case "last":
      return along(grid, grid.rows.length - 1, grid.columns.length - 1, 0, -1, -1);
  }
}

/** Where the keyboard begins: the first step, or the first lane where there is none. */
export function first(grid: Grid): Focus | null {
  return along(grid, grid.rows.findIndex((row) => row.kind === "steps"), 0, 0, 1, 0) ?? along(grid, 0, 0, 0, 1, 0) ?? along(grid, 2, -1, 0, 1, 0);
}

/** The focus on a place: on one of its cards (-1: the last), or on itself where it has none. */
export function focusOn(grid: Grid, place: Place, index: number): Focus {
  const content = grid.content(place);
  const id = content.at(Math.min(index, content.length - 1)) ?? "";
  return { parent: place.parent, lane: place.lane, id };
}

/** Whether a place is a cell, not a head. */
export function inCell(grid: Grid, place: Place): boolean {
  return place.lane !== "" && place.parent !== grid.journey;
}

export function samePlace(one: Place, other: Place): boolean {
  return one.parent === other.parent && one.lane === other.lane;
}

/** All places in reading order: column by column within a lane, lane by lane. */
export function* places(grid: Grid): Generator<Place> {
  for (let row = 0; row < grid.rows.length; row += 1) {
    let last: Place | null = null;
    for (let column = 0; column < grid.columns.length; column += 1) {
      const place = grid.place(row, column);
      if (place && !(last && samePlace(last, place))) yield place;
      last = place;
    }
  }
}

function sideways(grid: Grid, from: Place, at: { row: number; column: number }, by: number, index: number): Focus | null {
  for (let column = at.column + by; column >= -1 && column < grid.columns.length; column += by) {
    const place = grid.place(at.row, column);
    if (place && !samePlace(place, from)) return focusOn(grid, place, index);
  }
  return null;
}

/** The first place from row and column on, going by steps; null where there is none. */
function along(grid: Grid, row: number, column: number, down: number, right: number, index: number): Focus | null {
  for (let y = row, x = column; y >= 0 && y < grid.rows.length && x >= -1 && x < grid.columns.length; y += down, x += right) {
    const place = grid.place(y, x);
    if (place) return focusOn(grid, place, index);
    if (down === 0 && right === 0) return null;
  }
  return null;
}
