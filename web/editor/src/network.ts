/**
 * Commands on networks: actors and the flows between them. What lives here: adding, naming, placing, connecting, doubling,
 * and which ring a place lies in. Not here: how a network is laid out (the server) or drawn (the canvas).
 */
import type { Actor, ActorKind, Flow, FlowKind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { seen } from "./cards";

/** The words of these labels come with the view of networks: canvas/messages/network.*.json. */
const DONE = "network.undo.";
/** A copy stands this far from its original, of half the sheet. */
const BESIDE = 0.09;

/** Somewhere on a network: −1 to 1 from the centre, x to the right, y down. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The outer edges of so many rings, as parts of the whole; the same as the server's (render/network/rings.py). */
export function ringEdges(rings: number): readonly number[] {
  const count = Math.max(rings, 2);
  const first = 0.16 + 0.4 / count;
  return Array.from({ length: count }, (_, at) => first + ((1 - first) * at) / (count - 1));
}

/** The ring in which a spot lies; beyond the last it is the last. */
export function ringAt({ x, y }: Spot, rings: number): number {
  const away = Math.hypot(x, y);
  const edges = ringEdges(rings);
  const found = edges.findIndex((edge) => away <= edge);
  return found < 0 ? edges.length - 1 : found;
}

/** How many rings a map shows: those of its kind, and more where an actor stands further out. */
export function ringsOf(store: MapStore, named: number): number {
  return Math.max(2, named, ...store.ids("actor").map((id) => (store.get<"actor">(id)?.ring ?? 1) + 1));
}

/** A spot on the sheet, to four places: what nobody can see is not written. */
export function onSheet({ x, y }: Spot): Spot {
  const held = (part: number): number => Math.round(Math.min(1, Math.max(-1, part)) * 1e4) / 1e4;
  return { x: held(x), y: held(y) };
}

/** The spot moved straight outwards or inwards into the middle of a ring. */
export function intoRing(spot: Spot, ring: number, rings: number): Spot {
  const edges = ringEdges(rings);
  const at = Math.min(ring, edges.length - 1);
  const middle = ((edges[at - 1] ?? 0) + (edges[at] ?? 1)) / 2;
  const away = Math.hypot(spot.x, spot.y);
  const reach = at === 0 ? middle / 2 : middle;
  return away < 1e-6 ? { x: 0, y: reach } : { x: (spot.x / away) * reach, y: (spot.y / away) * reach };
}

/** Add an actor; its id. */
export function addActor(store: MapStore, { name, kind, spot, rings }: { readonly name: string; readonly kind?: ActorKind; readonly spot: Spot; readonly rings: number }): Id {
  const id = store.newId("actor");
  store.edit(`${DONE}addActor`, (tx) => tx.put({ type: "actor", id, name, ...(kind ? { kind } : {}), ...onSheet(spot), ring: ringAt(spot, rings) }));
  return id;
}

/** Change fields of an actor; an empty text goes away, its name stays. */
export function editActor(store: MapStore, id: Id, fields: Partial<Omit<Actor, "type" | "id">>): void {
  const kept = { ...fields };
  if (kept.name !== undefined) {
    const name = seen(kept.name).trim();
    if (name === "" || name === store.get<"actor">(id)?.name) delete kept.name;
    else Object.assign(kept, { name });
  }
  if (Object.keys(kept).length > 0) store.edit(`${DONE}editActor`, (tx) => tx.set<"actor">(id, withoutBlanks(kept)));
}

/** Put actors where they were dragged, all in one edit; the ring follows the place. */
export function placeActors(store: MapStore, spots: ReadonlyMap<Id, Spot>, rings: number): void {
  const here = there(store, spots);
  if (here.length === 0) return;
  store.edit(`${DONE}move`, (tx) => {
    for (const [id, spot] of here) tx.set<"actor">(id, { ...onSheet(spot), ring: ringAt(spot, rings) });
  });
}

/** Take over places that the layout found: one edit; rings stay what they are. */
export function arrangeActors(store: MapStore, spots: ReadonlyMap<Id, Spot>): void {
  const here = there(store, spots);
  if (here.length === 0) return;
  store.edit(`${DONE}arrange`, (tx) => {
    for (const [id, spot] of here) tx.set<"actor">(id, onSheet(spot));
  });
}

/** Move actors to another ring: they keep the direction in which they stand. */
export function setRing(store: MapStore, ids: readonly Id[], ring: number, rings: number): void {
  store.edit(`${DONE}ring`, (tx) => {
    for (const id of ids) {
      const actor = store.get<"actor">(id);
      if (!actor) continue;
      const placed = actor.x !== undefined && actor.y !== undefined ? onSheet(intoRing({ x: actor.x, y: actor.y }, ring, rings)) : {};
      tx.set<"actor">(id, { ring, ...placed });
    }
  });
}

/** Draw a flow from one actor to another; its id, or undefined where the two are one or an end is missing. */
export function connectActors(store: MapStore, from: Id, to: Id, how: { readonly kind?: FlowKind; readonly label?: string } = {}): Id | undefined {
  if (from === to || store.get(from)?.type !== "actor" || store.get(to)?.type !== "actor") return undefined;
  const id = store.newId("flow");
  const label = seen(how.label ?? "").trim();
  store.edit(`${DONE}connect`, (tx) => tx.put({ type: "flow", id, parent: from, to, ...(how.kind ? { kind: how.kind } : {}), ...(label ? { label } : {}) }));
  return id;
}

/** Change fields of a flow; an empty text goes away. A flow from somebody to themselves is none: such a change is left. */
export function editFlow(store: MapStore, id: Id, fields: Partial<Omit<Flow, "type" | "id">>): void {
  const flow = store.get<"flow">(id);
  if (!flow || (fields.parent ?? flow.parent) === (fields.to ?? flow.to)) return;
  const kept = fields.label === undefined ? fields : { ...fields, label: seen(fields.label).trim() };
  store.edit(`${DONE}editFlow`, (tx) => tx.set<"flow">(id, withoutBlanks(kept)));
}

/** Double actors with the flows between them; the ids of the new ones. What backs a card backs that card: none goes along. */
export function duplicateActors(store: MapStore, ids: readonly Id[], rings: number): readonly Id[] {
  const copies = new Map<Id, Id>();
  store.edit(`${DONE}duplicate`, (tx) => {
    for (const id of ids) {
      const actor = store.get<"actor">(id);
      if (actor?.type !== "actor") continue;
      const copy = store.newId("actor");
      const spot = actor.x === undefined || actor.y === undefined ? null : onSheet({ x: actor.x + BESIDE, y: actor.y + BESIDE });
      tx.put({ ...actor, id: copy, ...(spot ? { ...spot, ring: ringAt(spot, rings) } : {}) });
      copies.set(id, copy);
    }
    for (const flow of flowsAmong(store, copies)) {
      const [parent, to] = [copies.get(flow.parent), copies.get(flow.to)];
      if (parent && to) tx.put({ ...flow, id: store.newId("flow"), parent, to });
    }
  });
  return [...copies.values()];
}

/** The flows of an actor, those that it gives and those that it gets. */
export function flowsOf(store: MapStore, actor: Id): { readonly gives: readonly Flow[]; readonly gets: readonly Flow[] } {
  const flows = store.ids("flow").flatMap((id) => store.get<"flow">(id) ?? []);
  return { gives: flows.filter((one) => one.parent === actor), gets: flows.filter((one) => one.to === actor) };
}

function flowsAmong(store: MapStore, actors: ReadonlyMap<Id, Id>): readonly Flow[] {
  return store.ids("flow").flatMap((id) => {
    const flow = store.get<"flow">(id);
    return flow && actors.has(flow.parent) && actors.has(flow.to) ? [flow] : [];
  });
}

function there(store: MapStore, spots: ReadonlyMap<Id, Spot>): readonly (readonly [Id, Spot])[] {
  return [...spots].filter(([id]) => store.get(id)?.type === "actor");
}

/** An empty text is a field that is not there. */
function withoutBlanks<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === "" ? undefined : value])) as T;
}
