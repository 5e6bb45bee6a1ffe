/**
 * What is selected as a clip: records for ourselves, a table for spreadsheets, text for everything else. What lives here:
 * copying. Not here: reading clips (paste), the clipboard of the browser (whoever draws).
 */
import type { AnyRecord, Card, Encounter, Stage, Step } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import type { Clip, Grid, MapLane, Place } from "../contract";
import { samePlace } from "../grid";
import { type Table, toHtml, toTabs } from "./sheet";

/** The type of our own form on the clipboard. */
export const OWN_TYPE = "application/x-outsidein+json";
export const OWN_MARK = "outsidein-clip";

/** A record as it is copied; `column` counts from the leftmost column that is copied. */
export type Item =
  | { readonly column: number; readonly record: Card | Encounter }
  | { readonly column: number; readonly record: Step | Stage; readonly below: readonly AnyRecord[] };

export interface OwnClip {
  readonly clip: typeof OWN_MARK;
  readonly version: 1;
  readonly items: readonly Item[];
}

/** Copy records; null where none of them can be. */
export function copy(store: MapStore, grid: Grid, ids: ReadonlySet<Id>): Clip | null {
  const heads = [...ids].filter((id) => ["stage", "step"].includes(store.get(id)?.type ?? ""));
  return heads.length > 0 ? copyHeads(store, grid, heads) : copyCells(store, grid, ids);
}

/** A cell of the table says its cards line by line. */
function copyCells(store: MapStore, grid: Grid, ids: ReadonlySet<Id>): Clip | null {
  const rows: { lane: MapLane; cells: Map<number, string[]> }[] = [];
  const items: Item[] = [];
  let left = Infinity;
  let right = -1;
  for (const [y, { lane }] of grid.rows.entries()) {
    if (!lane) continue;
    const cells = new Map<number, string[]>();
    let last: Place | null = null;
    for (let x = 0; x < grid.columns.length; x += 1) {
      const place = grid.place(y, x);
      if (!place || (last && samePlace(last, place))) continue;
      last = place;
      for (const id of grid.content(place)) {
        const record = ids.has(id) ? store.get(id) : undefined;
        if (record?.type !== "card" && record?.type !== "encounter") continue;
        items.push({ column: x, record });
        cells.set(x, [...(cells.get(x) ?? []), says(store, record)]);
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    }
    if (cells.size > 0) rows.push({ lane, cells });
  }
  if (items.length === 0) return null;
  const shifted = items.map((item) => ({ ...item, column: item.column - left }));
  const table = rows.map(({ lane, cells }) => [
    ...(rows.length > 1 ? [lane.title] : []),
    ...Array.from({ length: right - left + 1 }, (_, x) => (cells.get(left + x) ?? []).join("\n")),
  ]);
  return clipOf(shifted, table);
}

function copyHeads(store: MapStore, grid: Grid, ids: readonly Id[]): Clip | null {
  const line = [...new Set(grid.columns.flatMap(({ stage, step }) => [stage, step]))].filter((id) => ids.includes(id));
  const items = line.flatMap((id, column): Item[] => {
    const record = store.get(id);
    return record?.type === "stage" || record?.type === "step" ? [{ column, record, below: below(store, id) }] : [];
  });
  return clipOf(items, [items.map(({ record }) => ("name" in record ? record.name : ""))]);
}

/** Everything that stands in a stage or step, outermost first. */
function below(store: MapStore, id: Id): AnyRecord[] {
  const found: AnyRecord[] = [];
  for (const type of ["card", "encounter"] as const) {
    for (const child of store.children(id, type)) {
      const record = store.get(child);
      if (record) found.push(record);
    }
  }
  for (const step of store.children(id, "step")) {
    const record = store.get(step);
    if (record) found.push(record, ...below(store, step));
  }
  return found;
}

function says(store: MapStore, record: Card | Encounter): string {
  if (record.type === "encounter") return store.get<"touchpoint">(record.touchpoint)?.name ?? "";
  return record.text || (record.value === undefined ? "" : String(record.value));
}

function clipOf(items: readonly Item[], table: Table): Clip | null {
  if (items.length === 0) return null;
  const own: OwnClip = { clip: OWN_MARK, version: 1, items };
  // One cell is copied as it is read; a spreadsheet's quotes would be in the way in a text field.
  const single = table.length === 1 && table[0]?.length === 1 ? table[0][0] : undefined;
  return { own: JSON.stringify(own), html: toHtml(table), text: single ?? toTabs(table) };
}
