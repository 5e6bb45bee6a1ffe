/**
 * Commands on what ties records together: touchpoints met, moments of truth, arrows. What lives here: making and changing
 * ties. Not here: what is tied (spine, cards, cast).
 */
import type { Anchor, Arrow, Proposer, Way } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

const LABEL = "editor.undo.";

/** Meet a touchpoint at a step; the encounter's id, the old one where it is met there already. */
export function meetTouchpoint(store: MapStore, step: Id, touchpoint: Id, how: { readonly after?: Id; readonly anchor?: Anchor } = {}): Id {
  const met = store.children(step, "encounter").find((id) => store.get<"encounter">(id)?.touchpoint === touchpoint);
  if (met) return met;
  const id = store.newId("encounter");
  store.edit(`${LABEL}meetTouchpoint`, (tx) => {
    tx.put({ type: "encounter", id, parent: step, order: "", touchpoint, ...(how.anchor ? { anchor: how.anchor } : {}) });
    if (how.after) tx.move(id, { parent: step, after: how.after });
  });
  return id;
}

/** What an answer about the touchpoint says about this step; undefined: follows from where it is met. */
export function setAnchor(store: MapStore, encounter: Id, anchor: Anchor | undefined): void {
  store.edit(`${LABEL}setAnchor`, (tx) => {
    tx.set<"encounter">(encounter, { anchor });
  });
}

/** Mark a step, perhaps one touchpoint of it, as a moment of truth, with the reason; the moment's id. */
export function markMoment(
  store: MapStore,
  step: Id,
  how: { readonly reason: string; readonly touchpoint?: Id; readonly by?: Proposer },
): Id {
  const id = store.newId("moment");
  const { reason, touchpoint, by } = how;
  store.edit(`${LABEL}markMoment`, (tx) => {
    tx.put({ type: "moment", id, parent: step, reason, ...(touchpoint ? { touchpoint } : {}), ...(by ? { by } : {}) });
  });
  return id;
}

export function editMoment(store: MapStore, id: Id, fields: { readonly reason?: string; readonly touchpoint?: Id }): void {
  store.edit(`${LABEL}edit`, (tx) => {
    tx.set<"moment">(id, fields);
  });
}

/** Take the mark from a step (all of its moments) or one moment away. */
export function unmarkMoment(store: MapStore, stepOrMoment: Id): void {
  const ids = store.get(stepOrMoment)?.type === "moment" ? [stepOrMoment] : momentsAt(store, stepOrMoment);
  store.edit(`${LABEL}unmarkMoment`, (tx) => {
    tx.remove(ids);
  });
}

/** The moments of truth at a step. */
export function momentsAt(store: MapStore, step: Id): readonly Id[] {
  return store.ids("moment").filter((id) => store.get<"moment">(id)?.parent === step);
}

/** Draw an arrow from a step to another, or out of the journey (`to` empty), or from card to card; its id. */
export function connect(store: MapStore, from: Id, to: Id, how: { readonly label?: string; readonly kind?: Way } = {}): Id {
  const id = store.newId("arrow");
  const kind = how.kind ?? (to === "" ? "leaves" : isBack(store, from, to) ? "returns" : undefined);
  store.edit(`${LABEL}connect`, (tx) => {
    tx.put({
      type: "arrow",
      id,
      parent: from,
      ...(to && kind !== "leaves" ? { to } : {}),
      ...(how.label ? { label: how.label } : {}),
      ...(kind && kind !== "leads" ? { kind } : {}),
    });
  });
  return id;
}

/** Change an arrow; where it leads and what it is go together. */
export function editArrow(store: MapStore, id: Id, fields: { readonly to?: Id; readonly label?: string; readonly kind?: Way }): void {
  const arrow = store.get<"arrow">(id);
  if (!arrow) return;
  const to = fields.to ?? arrow.to ?? "";
  const leaves = fields.kind === "leaves" || (fields.kind === undefined && to === "");
  const way: Way = leaves ? "leaves" : (fields.kind ?? (isBack(store, arrow.parent, to) ? "returns" : "leads"));
  const label = fields.label ?? arrow.label;
  store.edit(`${LABEL}edit`, (tx) => {
    tx.set<"arrow">(id, {
      to: leaves ? undefined : to,
      kind: way === "leads" ? undefined : way,
      label: label === "" ? undefined : label,
    });
  });
}

/** Every arrow of the map. */
export function arrows(store: MapStore): readonly Arrow[] {
  return store.ids("arrow").flatMap((id) => store.get<"arrow">(id) ?? []);
}

/** Whether `to` stands before `from`, or is it. */
function isBack(store: MapStore, from: Id, to: Id): boolean {
  if (store.get(from)?.type !== "step") return false; // who hands on to whom is said, not read from places
  const steps = store.children(store.journey, "stage").flatMap((stage) => store.children(stage, "step"));
  return steps.indexOf(to) <= steps.indexOf(from);
}
