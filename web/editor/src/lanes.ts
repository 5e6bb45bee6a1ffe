/**
 * The lanes of a map as they stand: the kind's, renamed or hidden by the map, and those that it adds; and the commands on
 * them. What lives here: the arrangement (held equal to `maps/kind.py` by a test). Not here: which lanes there are (data).
 */
import { type Kind, type KindLane, type Lane, RESERVED_KEYS } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import type { MapLane } from "./contract";

const LABEL = "editor.undo.";
/** What a lane above all others stands behind. */
const ABOVE = "";

/** The key of a lane record or of a lane's id. */
export function keyOf(id: Id): string {
  return id.slice(id.indexOf(":") + 1);
}

/** The id that a lane's record has, whether there is one or not. */
export function laneId(key: string): Id {
  return `lane:${key}`;
}

/** Every lane of a map in order, hidden ones included and marked. */
export function lanesOf(store: MapStore, kind: Kind): readonly MapLane[] {
  const records = store.children(store.journey, "lane").flatMap((id) => store.get<"lane">(id) ?? []);
  return arrange(kind, records);
}

/**
 * The arrangement. A record with the key of a declared lane renames or hides it, and keeps its place unless it says
 * `moved`. Any other adds a lane. What is moved or added stands behind the record before it; where it comes first, it
 * stands above all if it says `moved`, else last on its side.
 */
export function arrange(kind: Kind, records: readonly Lane[]): readonly MapLane[] {
  const declared = new Map(kind.lanes.map((lane) => [lane.key, lane]));
  const changed = new Map<string, MapLane>();
  const behind = new Map<string, MapLane[]>();
  const moved = new Set<string>();
  let at: string | undefined;
  for (const record of records) {
    const key = keyOf(record.id);
    const own = declared.get(key);
    if (own) changed.set(key, over(own, record));
    if (own && !record.moved) {
      at = key;
      continue;
    }
    if (own) moved.add(key);
    const entry = own ?? kind.catalogue.find((one) => one.of === (record.of ?? "text"));
    if (!entry) continue; // of a newer catalogue: the server has told of it
    at ??= record.moved ? ABOVE : lastOn(kind, entry.side);
    behind.set(at, [...(behind.get(at) ?? []), changed.get(key) ?? added(entry, key, record)]);
  }
  return [
    ...(behind.get(ABOVE) ?? []),
    ...kind.lanes.flatMap((lane) => [
      ...(moved.has(lane.key) ? [] : [changed.get(lane.key) ?? { ...lane, hidden: false, added: false, locked: false, persona: "" as const }]),
      ...(behind.get(lane.key) ?? []),
    ]),
  ];
}

/** Whether people write cards in a lane. */
export function holdsCards(lane: KindLane): boolean {
  return lane.role !== "touchpoints" && lane.role !== "measure";
}

/** Whether a lane is drawn as a curve from 1 to 10: the map's own, or that of one of several roles. */
export function isCurve(lane: MapLane | undefined): boolean {
  return lane?.role === "curve" || (lane?.role === "cards" && lane.level === "step" && lane.look === "chart" && lane.persona !== "");
}

/** Whether a card of a lane is a number first. */
export function isValued(lane: KindLane): boolean {
  return lane.role === "curve" || lane.look === "number" || lane.look === "chart";
}

/** Add a lane of the catalogue (`of`) behind another, or last on its side; its key. */
export function addLane(store: MapStore, kind: Kind, of: string, how: { after?: string; name?: string; persona?: Id } = {}): string {
  const entry = kind.catalogue.find((one) => one.of === of);
  if (!entry) throw new RangeError(`the catalogue has no lane “${of}”`);
  const id = freeId(store, kind, how.name ?? entry.title);
  const after = how.after ?? lanesOf(store, kind).findLast((lane) => lane.side === entry.side)?.key;
  store.edit(`${LABEL}addLane`, (tx) => {
    const anchor = after === undefined ? undefined : laneId(after);
    const stands = anchor !== undefined && store.get(anchor) !== undefined;
    // A lane of the kind has no record until something is to be said of it: here, that another stands behind it.
    if (anchor && !stands) tx.put({ type: "lane", id: anchor, parent: store.journey, order: "" });
    tx.put({ type: "lane", id, parent: store.journey, order: "", of, ...(how.name ? { name: how.name } : {}), ...(how.persona ? { persona: how.persona } : {}) });
    if (anchor) tx.move(id, { parent: store.journey, after: anchor });
  });
  return keyOf(id);
}

/** Give a lane another name; its own again where the name is empty or the same. */
export function renameLane(store: MapStore, kind: Kind, key: string, name: string): void {
  const own = kind.lanes.find((lane) => lane.key === key)?.title;
  const text = name.trim();
  sayOf(store, key, `${LABEL}renameLane`, { name: text === "" || text === own ? undefined : text });
}

export function hideLane(store: MapStore, key: string): void {
  sayOf(store, key, `${LABEL}hideLane`, { hidden: true });
}

export function showLane(store: MapStore, key: string): void {
  sayOf(store, key, `${LABEL}showLane`, { hidden: undefined });
}

/** Lock a lane: its cards are not to be changed by anybody until an owner unlocks it. */
export function lockLane(store: MapStore, key: string): void {
  sayOf(store, key, `${LABEL}lockLane`, { locked: true });
}

export function unlockLane(store: MapStore, key: string): void {
  sayOf(store, key, `${LABEL}unlockLane`, { locked: undefined });
}

/** Whether a lane, or the lane of a card, is locked. */
export function isLocked(store: MapStore, laneKeyOrCard: string): boolean {
  const card = store.get(laneKeyOrCard);
  const key = card?.type === "card" ? card.lane : card?.type === "lane" ? keyOf(card.id) : laneKeyOrCard;
  return store.get<"lane">(laneId(key))?.locked ?? false;
}

/** Whether cards of a locked lane stand at a record, or at what stands in it: it stays for as long as they do. */
export function bearsLocked(store: MapStore, id: Id): boolean {
  return (["stage", "step"] as const).some((type) => store.children(id, type).some((one) => bearsLocked(store, one))) || store.children(id, "card").some((card) => isLocked(store, card));
}

function sayOf(store: MapStore, key: string, label: string, fields: Partial<Lane>): void {
  const id = laneId(key);
  store.edit(label, (tx) => {
    if (!store.get(id)) tx.put({ type: "lane", id, parent: store.journey, order: "" });
    tx.set<"lane">(id, fields);
  });
}

function freeId(store: MapStore, kind: Kind, name: string): Id {
  const taken = (id: Id): boolean =>
    RESERVED_KEYS.includes(keyOf(id)) || kind.lanes.some((lane) => lane.key === keyOf(id).replaceAll("-", "_") || lane.key === keyOf(id));
  const id = store.newId("lane", name);
  return taken(id) ? store.newId("lane") : id;
}

function over(lane: KindLane, record: Lane): MapLane {
  const title = record.name || lane.title;
  return { ...lane, title, hint: record.hint || lane.hint, hidden: record.hidden ?? false, added: false, locked: record.locked ?? false, persona: record.persona ?? "" };
}

function added(entry: KindLane, key: string, record: Lane): MapLane {
  const title = record.name || entry.title;
  const hint = record.hint || entry.meaning;
  return { ...entry, key, title, hint, role: "cards", required: false, quad: "", hidden: record.hidden ?? false, added: true, locked: record.locked ?? false, persona: record.persona ?? "" };
}

function lastOn(kind: Kind, side: string): string {
  return (kind.lanes.findLast((lane) => lane.side === side) ?? kind.lanes.at(-1))?.key ?? "";
}
