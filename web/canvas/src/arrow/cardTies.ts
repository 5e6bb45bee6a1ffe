/**
 * The arrows between the cards of a map, with the ways they take between its rows. What lives here: where cards stand as
 * seats of a board. Not here: the ways themselves (routing, tracks), pixels (ways).
 */
import type { Arrow } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import type { DrawnColumn, DrawnStage } from "../grid/columns";
import type { DrawnRow } from "../grid/rows";
import { route, type Board, type Route, type Seat } from "./routing";
import { tracked } from "./tracks";

export interface CardTie {
  readonly arrow: Arrow;
  readonly to: Id;
  readonly route: Route;
}

/** Rows that hold lanes; the lines between them are no rows of the board. */
export type LaneRowDrawn = Exclude<DrawnRow, { readonly is: "visibility" }>;

export function laneRows(rows: readonly DrawnRow[]): readonly LaneRowDrawn[] {
  return rows.filter((row): row is LaneRowDrawn => row.is !== "visibility");
}

export function cardTies(store: MapStore, rows: readonly LaneRowDrawn[], columns: readonly DrawnColumn[], stages: readonly DrawnStage[]): readonly CardTie[] {
  const seats = new Map<Id, Seat>();
  const filled = new Set<string>();
  rows.forEach((row, at) => {
    for (const [first, last, ids, full] of cellsOf(store, row, columns, stages)) {
      ids.forEach((id, place) => seats.set(id, { row: at, first, last, place, of: ids.length }));
      if (full) for (let column = first; column <= last; column += 1) filled.add(`${at},${column}`);
    }
  });
  const found = store.ids("arrow").flatMap((id) => {
    const arrow = store.get<"arrow">(id);
    const [from, to] = [seats.get(arrow?.parent ?? ""), seats.get(arrow?.to ?? "")];
    return arrow?.to && from && to ? [{ arrow, to: arrow.to, pair: [from, to] as const }] : [];
  });
  const board: Board = { rows: rows.length, columns: columns.length, filled: (row, column) => filled.has(`${row},${column}`) };
  const ways = tracked(route(board, found.map((one) => one.pair)));
  return found.flatMap(({ arrow, to }, at) => {
    const way = ways[at];
    return way ? [{ arrow, to, route: way }] : [];
  });
}

/** How many arrows lie side by side in each gap: what room a map makes for them. */
export function gapsOf(ties: readonly CardTie[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const run of ties.flatMap((tie) => tie.route.runs)) {
    if (run.across && run.line % 2 === 0) found.set(run.line / 2, Math.max(found.get(run.line / 2) ?? 0, run.of));
  }
  return found;
}

type Held = readonly [first: number, last: number, ids: readonly Id[], full: boolean];

/** The cells of a row: columns, cards, and whether something stands there. A curve is one thing from end to end. */
function cellsOf(store: MapStore, row: LaneRowDrawn, columns: readonly DrawnColumn[], stages: readonly DrawnStage[]): readonly Held[] {
  switch (row.is) {
    case "curve":
    case "role":
    case "figures":
      return columns.map((column) => [column.at, column.at, [], true]);
    case "touchpoints":
      return columns.map((column) => [column.at, column.at, [], store.children(column.step, "encounter").length > 0]);
    case "quad":
      return stages.map((stage) => [stage.first, stage.last, [], true]);
    case "cards": {
      const { key, level } = row.lane;
      if (level === "stage") {
        return stages.map((stage) => {
          const steps = columns.slice(stage.first, stage.last + 1).map((column) => column.step).filter((step) => step !== "");
          const ids = [stage.id, ...steps].flatMap((parent) => store.cell(parent, key));
          return [stage.first, stage.last, ids, ids.length > 0];
        });
      }
      return columns.map((column) => {
        const parents = column.step ? [column.step, ...(column.opensStage ? [column.stage] : [])] : [column.stage];
        const ids = parents.flatMap((parent) => store.cell(parent, key));
        return [column.at, column.at, ids, ids.length > 0];
      });
    }
  }
}
