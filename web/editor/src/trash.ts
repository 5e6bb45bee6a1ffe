/**
 * Taking away and bringing back. What lives here: remove, with everything that would otherwise point into nothing. Not
 * here: the trash itself (store).
 */
import type { Id, MapStore, Tx } from "@outsidein/store";
import { keyOf } from "./lanes";

const LABEL = "editor.undo.";

/**
 * Put records into the trash. What refers to them goes along: arrows to a step, flows to an actor, encounters of a touchpoint, the mention
 * of a persona or touchpoint on cards, the cards of a lane that was added. A lane of the kind has nothing to put into the
 * trash and is hidden. The journey stays.
 */
export function remove(store: MapStore, ids: readonly Id[]): void {
  store.edit(`${LABEL}remove`, (tx) => {
    for (const id of ids) take(store, tx, id);
  });
}

/** Bring records back, and whatever they stand in. */
export function restore(store: MapStore, ids: readonly Id[]): void {
  store.edit(`${LABEL}restore`, (tx) => {
    tx.restore(ids);
  });
}

function take(store: MapStore, tx: Tx, id: Id): void {
  const type = store.get(id)?.type ?? (id.startsWith("lane:") ? "lane" : undefined);
  switch (type) {
    case undefined:
    case "journey":
      return;
    case "stage":
      for (const step of store.children(id, "step")) withoutArrowsTo(store, tx, step);
      break;
    case "step":
      withoutArrowsTo(store, tx, id);
      break;
    case "touchpoint":
      withoutTouchpoint(store, tx, id);
      break;
    case "persona":
      withoutPersona(store, tx, id);
      break;
    case "actor":
      withoutMoments(store, tx, id);
      tx.remove(store.ids("flow").filter((flow) => [store.get<"flow">(flow)?.to, store.get<"flow">(flow)?.parent].includes(id)));
      break;
    case "lane":
      takeLane(store, tx, id);
      return;
    case "place":
      withoutMoments(store, tx, id);
      withoutArrowsTo(store, tx, id);
      break;
    case "card":
      withoutArrowsTo(store, tx, id);
      break;
    case "encounter":
    case "moment":
    case "arrow":
      break;
  }
  tx.remove([id]);
}

function withoutArrowsTo(store: MapStore, tx: Tx, step: Id): void {
  tx.remove(store.ids("arrow").filter((id) => store.get<"arrow">(id)?.to === step));
}

function withoutMoments(store: MapStore, tx: Tx, at: Id): void {
  tx.remove(store.ids("moment").filter((id) => store.get<"moment">(id)?.parent === at));
}

function withoutTouchpoint(store: MapStore, tx: Tx, touchpoint: Id): void {
  tx.remove(store.ids("encounter").filter((id) => store.get<"encounter">(id)?.touchpoint === touchpoint));
  for (const type of ["card", "moment", "place"] as const) {
    for (const id of store.ids(type)) {
      if (store.get<"card" | "moment" | "place">(id)?.touchpoint === touchpoint) tx.set<"card">(id, { touchpoint: undefined });
    }
  }
}

function withoutPersona(store: MapStore, tx: Tx, persona: Id): void {
  for (const id of store.ids("card")) {
    const personas = store.get<"card">(id)?.personas;
    if (!personas?.includes(persona)) continue;
    const left = personas.filter((one) => one !== persona);
    tx.set<"card">(id, { personas: left.length > 0 ? left : undefined });
  }
}

function takeLane(store: MapStore, tx: Tx, id: Id): void {
  const lane = store.get<"lane">(id);
  if (lane?.of === undefined) {
    // A record of a kind's lane says no catalogue entry; without a record the lane is the kind's for certain.
    if (!lane) tx.put({ type: "lane", id, parent: store.journey, order: "" });
    tx.set<"lane">(id, { hidden: true });
    return;
  }
  tx.remove(store.ids("card").filter((card) => store.get<"card">(card)?.lane === keyOf(id)));
  tx.remove([id]);
}
