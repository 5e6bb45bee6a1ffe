/**
 * Moving a lane. What lives here: the order of lanes, within the customer's side and within the organisation's. Not here:
 * adding, renaming, hiding lanes (the editor).
 */
import { keyOf, laneId, lanesOf, type MapLane } from "@outsidein/editor";
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore, Tx } from "@outsidein/store";

/** Put a lane behind another (by key), or above all where none is named; what stood behind it stays where it is. */
export function moveLane(store: MapStore, kind: Kind, key: string, after: string): void {
  const lanes = lanesOf(store, kind);
  const above = lanes[lanes.findIndex((lane) => lane.key === key) - 1]?.key ?? "";
  const followers = followersOf(store, kind, key);
  const records = [...store.children(store.journey, "lane")];
  store.edit("canvas.undo.lane", (tx) => {
    place(tx, records, store.journey, followers, above);
    place(tx, records, store.journey, [laneId(key)], after);
  });
}

/** Records that stand where they stand because of the record of this lane. */
function followersOf(store: MapStore, kind: Kind, key: string): readonly Id[] {
  const records = store.children(store.journey, "lane");
  const at = records.indexOf(laneId(key));
  if (at < 0) return [];
  const behind = records.slice(at + 1);
  const end = behind.findIndex((id) => isAnchor(store, kind, id));
  const following = end < 0 ? behind : behind.slice(0, end);
  return isAnchor(store, kind, laneId(key)) || at === 0 ? following : [];
}

/** Whether a lane keeps the place that the kind gives it, so that others stand behind it. */
function isAnchor(store: MapStore, kind: Kind, id: Id): boolean {
  return kind.lanes.some((lane) => laneId(lane.key) === id) && !store.get<"lane">(id)?.moved;
}

/** Put lanes one behind the other; `records` are those that there are, in order, and are kept so. */
function place(tx: Tx, records: Id[], parent: Id, ids: readonly Id[], after: string): void {
  let behind: Id | undefined = after ? laneId(after) : undefined;
  for (const id of behind ? [behind, ...ids] : ids) {
    // A lane of the kind has no record until something is to be said of it: here, where it stands, or what stands behind it.
    if (records.includes(id)) continue;
    tx.put({ type: "lane", id, parent, order: "" });
    records.push(id);
  }
  for (const id of ids) {
    records.splice(records.indexOf(id), 1);
    tx.set<"lane">(id, { moved: true });
    if (behind) tx.move(id, { parent, after: behind });
    else if (records[0]) tx.move(id, { parent, before: records[0] });
    records.splice(behind ? records.indexOf(behind) + 1 : 0, 0, id);
    behind = id;
  }
}

/** The lane behind which a lane would stand after one step up or down (empty: above all); undefined where it cannot. */
export function laneBeside(store: MapStore, kind: Kind, key: string, way: "up" | "down"): string | undefined {
  const all = lanesOf(store, kind).filter((lane) => !lane.hidden);
  const own = all.find((lane) => lane.key === key);
  if (!own || own.quad) return undefined;
  const side = all.filter((lane) => isInside(lane) === isInside(own));
  const at = side.indexOf(own);
  if (way === "down") return side[at + 1] && lastOfSquare(side, at + 1).key;
  const above = side[at - 1];
  if (!above) return undefined;
  const before = all[all.indexOf(side.find((lane) => lane === above || (above.quad && lane.quad === above.quad)) ?? above) - 1];
  return before?.key ?? "";
}

/** Whether a lane may be dragged: any but the corners of a square, which stand together. */
export function isMovableLane(kind: Kind, id: Id): boolean {
  return !kind.lanes.some((lane) => lane.key === keyOf(id) && lane.quad);
}

function isInside(lane: MapLane): boolean {
  return lane.inside && lane.role !== "measure";
}

function lastOfSquare(side: readonly MapLane[], at: number): MapLane {
  const lane = side[at] as MapLane;
  return (lane.quad && side.findLast((one) => one.quad === lane.quad)) || lane;
}
