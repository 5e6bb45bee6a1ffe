/** Which towers have nothing beneath them. What lives here: the count. Not here: which lanes offer something (the kind). */
import type { MapLane } from "@outsidein/editor";
import type { Id, MapStore } from "@outsidein/store";

/** Of these towers those in which something stands, but nothing that the organisation has for it. */
export function gapsOf(store: MapStore, towers: readonly Id[], lanes: readonly MapLane[]): readonly Id[] {
  return towers.filter((tower) => isGap(store, tower, lanes));
}

/** Where no lane is meant for it, nothing can be missing. */
export function isGap(store: MapStore, tower: Id, lanes: readonly MapLane[]): boolean {
  if (!lanes.some((lane) => lane.offers)) return false;
  const filled = lanes.filter((lane) => store.cell(tower, lane.key).length > 0);
  return filled.length > 0 && !filled.some((lane) => lane.offers);
}
