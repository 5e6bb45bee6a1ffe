/**
 * Commands on floor plans: places on a picture, and the picture itself. What lives here: adding, naming, putting. Not
 * here: ways between places (ties: arrows), taking away (trash), the picture's upload (the app).
 */
import type { PlanPlace, Touchpoint } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { seen } from "./cards";

/** The words of these labels come with the view of plans: canvas/messages/spatial.*.json. */
const DONE = "spatial.undo.";

/** Somewhere on the picture: 0 to 1 from its upper left corner. */
export interface OnPlan {
  readonly x: number;
  readonly y: number;
}

/** A spot within the picture, to four places: what nobody can see is not written. */
export function onPlan({ x, y }: OnPlan): OnPlan {
  const held = (part: number): number => Math.round(Math.min(1, Math.max(0, part)) * 1e4) / 1e4;
  return { x: held(x), y: held(y) };
}

/** Add a place behind another, or last; its id. */
export function addPlace(store: MapStore, { name, spot, after }: { readonly name: string; readonly spot: OnPlan; readonly after?: Id }): Id {
  const id = store.newId("place");
  const last = after ?? store.children(store.journey, "place").at(-1);
  store.edit(`${DONE}add`, (tx) => {
    tx.put({ type: "place", id, parent: store.journey, order: "", name, ...onPlan(spot) });
    tx.move(id, last ? { parent: store.journey, after: last } : { parent: store.journey });
  });
  return id;
}

/** Change fields of a place; an empty text goes away. A touchpoint that the map does not hold yet comes with it. */
export function editPlace(store: MapStore, id: Id, fields: Partial<Pick<PlanPlace, "name" | "about" | "touchpoint">>, met?: Touchpoint): void {
  const kept = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, seen(value ?? "").trim() || undefined]));
  store.edit(`${DONE}edit`, (tx) => {
    if (met && !store.get(met.id)) tx.put(met);
    tx.set<"place">(id, kept);
  });
}

/** Put places somewhere else, all in one edit; with `join` it is one with the edit before, as a held key makes many. */
export function putPlaces(store: MapStore, spots: ReadonlyMap<Id, OnPlan>, { join = false }: { readonly join?: boolean } = {}): void {
  const there = [...spots].filter(([id]) => store.get(id)?.type === "place");
  if (there.length === 0) return;
  store.edit(
    `${DONE}move`,
    (tx) => {
      for (const [id, spot] of there) tx.set<"place">(id, onPlan(spot));
    },
    { join },
  );
}

/** Give the map another picture, or none. */
export function setPlan(store: MapStore, picture: string): void {
  store.edit(`${DONE}plan`, (tx) => tx.set<"journey">(store.journey, { plan: picture || undefined }));
}
