/**
 * Levels that people set: the drawn one (a card of the curve's lane) and the target (a field of the step).
 * What lives here: the edits, each one step of undo. Not here: handles.
 */
import { addCard, remove, setLevel as setCard, setTarget } from "@outsidein/editor";
import type { MapStore } from "@outsidein/store";
import { held } from "./scale";
import type { CurveColumn } from "./useCurve";

export type LevelKind = "drawn" | "target";

export function levelOf(column: CurveColumn, kind: LevelKind): number | null {
  return kind === "drawn" ? column.drawn : column.target;
}

/** Set a level; a drawn one where there is none yet becomes a new card. Several drawn cards move together. */
export function setLevel(store: MapStore, column: CurveColumn, kind: LevelKind, lane: string, level: number): void {
  if (kind === "target") {
    setTarget(store, column.step, held(level));
  } else if (column.drawn === null) {
    addCard(store, { parent: column.step, lane }, { value: held(level) });
  } else {
    const by = level - column.drawn;
    column.drawnBy.forEach((id, at) => setCard(store, id, held((store.get<"card">(id)?.value ?? level) + by), { join: at > 0 }));
  }
}

/** Take a level away. */
export function clearLevel(store: MapStore, column: CurveColumn, kind: LevelKind): void {
  if (kind === "target") setTarget(store, column.step, undefined);
  else remove(store, column.drawnBy);
}
