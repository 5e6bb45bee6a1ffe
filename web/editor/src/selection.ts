/**
 * What is selected, and how that grows and shrinks. What lives here: pure functions from selection to selection. Not
 * here: keys (keys), commands on what is selected (session).
 */
import type { Id } from "@outsidein/store";
import type { Focus, Grid, Selection } from "./contract";
import { places } from "./grid";

export const NOTHING: Selection = Object.freeze({ ids: new Set<Id>(), focus: null, anchor: null });

/** Just this; a place without a card is in focus, with nothing selected. */
export function only(focus: Focus): Selection {
  return { ids: new Set(focus.id ? [focus.id] : []), focus, anchor: focus };
}

/** One more, or one less. */
export function toggled(selection: Selection, focus: Focus): Selection {
  const ids = new Set(selection.ids);
  if (focus.id && !ids.delete(focus.id)) ids.add(focus.id);
  return { ids, focus, anchor: focus };
}

/** Everything between where the range began and here: cards of the rectangle, or heads of the row. */
export function extended(grid: Grid, selection: Selection, focus: Focus): Selection {
  const anchor = selection.anchor ?? focus;
  const from = grid.find(anchor);
  const to = grid.find(focus);
  if (!from || !to) return only(focus);
  const ids = new Set<Id>();
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  for (let row = top; row <= bottom; row += 1) {
    if (grid.rows[row]?.kind !== "lane" && top !== bottom && from.row !== to.row) continue; // heads go with heads only
    for (let column = left; column <= right; column += 1) {
      const place = grid.place(row, column);
      if (place) for (const id of grid.content(place)) ids.add(id);
    }
  }
  if (anchor.parent === focus.parent && anchor.lane === focus.lane) narrow(grid, ids, anchor, focus);
  return { ids, focus, anchor };
}

/** Every card and encounter of the map. */
export function everything(grid: Grid, selection: Selection): Selection {
  const ids = new Set<Id>();
  for (const place of places(grid)) if (place.lane !== "") for (const id of grid.content(place)) ids.add(id);
  return { ...selection, ids };
}

/** Without what is not on the map any more. */
export function pruned(selection: Selection, there: (id: Id) => boolean): Selection {
  const { focus, anchor } = selection;
  const ids = [...selection.ids].filter(there);
  const lost = (at: Focus | null): boolean => at !== null && at.id !== "" && !there(at.id);
  if (ids.length === selection.ids.size && !lost(focus) && !lost(anchor)) return selection;
  const kept = (at: Focus | null): Focus | null => (at && lost(at) ? { ...at, id: "" } : at);
  return { ids: new Set(ids), focus: kept(focus), anchor: kept(anchor) };
}

/** Within one cell a range is from card to card. */
function narrow(grid: Grid, ids: Set<Id>, one: Focus, other: Focus): void {
  const content = grid.content(one);
  const ends = [content.indexOf(one.id), content.indexOf(other.id)].sort((a, b) => a - b);
  const [from = -1, to = -1] = ends;
  if (from < 0) return;
  ids.clear();
  for (const id of content.slice(from, to + 1)) ids.add(id);
}
