/**
 * Commands on the cast: personas and touchpoints. What lives here: adding and changing them. Not here: where touchpoints
 * are met (ties), what they score (the reading).
 */
import type { Persona, Touchpoint } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

const LABEL = "editor.undo.";

export function addPersona(store: MapStore, fields: Omit<Persona, "type" | "id">): Id {
  const id = store.newId("persona", fields.name);
  store.edit(`${LABEL}addPersona`, (tx) => {
    tx.put({ ...fields, type: "persona", id });
  });
  return id;
}

export function editPersona(store: MapStore, id: Id, fields: Partial<Omit<Persona, "type" | "id">>): void {
  store.edit(`${LABEL}edit`, (tx) => {
    tx.set<"persona">(id, fields);
  });
}

/** Add a touchpoint; with `key`, under the key that the evidence knows it by. */
export function addTouchpoint(store: MapStore, fields: Omit<Touchpoint, "type" | "id">, key?: string): Id {
  const wanted = key === undefined ? undefined : `touchpoint:${key}`;
  if (wanted && store.get(wanted)) return wanted;
  const id = wanted ?? store.newId("touchpoint", fields.name);
  store.edit(`${LABEL}addTouchpoint`, (tx) => {
    tx.put({ ...fields, type: "touchpoint", id });
  });
  return id;
}

export function editTouchpoint(store: MapStore, id: Id, fields: Partial<Omit<Touchpoint, "type" | "id">>): void {
  store.edit(`${LABEL}edit`, (tx) => {
    tx.set<"touchpoint">(id, fields);
  });
}
