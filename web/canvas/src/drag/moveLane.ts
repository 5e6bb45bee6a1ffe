/**
 * Moving a lane that the map added: those of the kind stand where the kind has them. What lives here: the order of lanes.
 * Not here: adding, renaming, hiding lanes (the editor).
 */
import { laneId, lanesOf } from "@outsidein/editor";
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

/** Put an added lane behind another lane (by key). */
export function moveLane(store: MapStore, key: string, after: string): void {
  const anchor = laneId(after);
  store.edit("canvas.undo.lane", (tx) => {
    // A lane of the kind has no record until something is to be said of it: here, that another stands behind it.
    if (!store.get(anchor)) tx.put({ type: "lane", id: anchor, parent: store.journey, order: "" });
    tx.move(laneId(key), { parent: store.journey, after: anchor });
  });
}

/** The lane behind which an added lane would stand after one step up or down; undefined where it cannot. */
export function laneBeside(store: MapStore, kind: Kind, key: string, way: "up" | "down"): string | undefined {
  const lanes = lanesOf(store, kind).filter((lane) => !lane.hidden);
  const at = lanes.findIndex((lane) => lane.key === key);
  if (at < 0 || !lanes[at]?.added) return undefined;
  return way === "up" ? lanes[at - 2]?.key : lanes[at + 1]?.key;
}

/** Whether a lane may be dragged. */
export function isMovableLane(store: MapStore, id: Id): boolean {
  return store.get<"lane">(id)?.of !== undefined;
}
