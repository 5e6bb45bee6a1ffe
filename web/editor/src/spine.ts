/**
 * Commands on the spine of a journey: its head, stages and steps. What lives here: adding, naming, moving them. Not here:
 * taking them away (trash), what stands in their cells (cards).
 */
import type { Journey, Stage, Step } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

const LABEL = "editor.undo.";

/** Add a stage behind another, or last; its id. */
export function addStage(store: MapStore, how: { readonly name: string; readonly after?: Id; readonly goal?: string }): Id {
  const id = store.newId("stage", how.name);
  const parent = store.journey;
  store.edit(`${LABEL}addStage`, (tx) => {
    tx.put({ type: "stage", id, parent, order: "", name: how.name, ...(how.goal ? { goal: how.goal } : {}) });
    if (how.after) tx.move(id, { parent, after: how.after });
  });
  return id;
}

/** Add a step to a stage behind another step, or last; its id. */
export function addStep(store: MapStore, how: { readonly stage: Id; readonly name: string; readonly after?: Id }): Id {
  const id = store.newId("step", how.name);
  store.edit(`${LABEL}addStep`, (tx) => {
    tx.put({ type: "step", id, parent: how.stage, order: "", name: how.name });
    if (how.after) tx.move(id, { parent: how.stage, after: how.after });
  });
  return id;
}

/** Give a stage, step, persona or touchpoint another name; an empty one changes nothing. */
export function rename(store: MapStore, id: Id, name: string): void {
  const text = name.trim();
  if (text === "") return;
  store.edit(`${LABEL}rename`, (tx) => {
    tx.set<"step">(id, { name: text });
  });
}

/** Move stages, keeping their order, behind another, or before it. */
export function moveStage(store: MapStore, ids: Id | readonly Id[], to: { readonly after?: Id; readonly before?: Id }): void {
  const stages = typeof ids === "string" ? [ids] : ids;
  store.edit(`${LABEL}moveStage`, (tx) => {
    let { after } = to;
    for (const id of stages) {
      tx.move(id, { parent: store.journey, ...(after ? { after } : { before: to.before }) });
      after = id;
    }
  });
}

/** Move steps, keeping their order, into a stage behind a step of it, or first. */
export function moveStep(store: MapStore, ids: Id | readonly Id[], to: { readonly stage: Id; readonly after?: Id; readonly before?: Id }): void {
  const steps = typeof ids === "string" ? [ids] : ids;
  store.edit(`${LABEL}moveStep`, (tx) => {
    let { after } = to;
    for (const id of steps) {
      tx.move(id, { parent: to.stage, ...(after ? { after } : { before: to.before }) });
      after = id;
    }
  });
}

/** The emotional level aimed at, 1–10; undefined: none. */
export function setTarget(store: MapStore, step: Id, target: number | undefined): void {
  store.edit(`${LABEL}setTarget`, (tx) => {
    tx.set<"step">(step, { target });
  });
}

/** Other fields of a step or stage. */
export function editStep(store: MapStore, step: Id, fields: Partial<Pick<Step, "name" | "about" | "target" | "opens" | "beat" | "capabilities">>): void {
  store.edit(`${LABEL}edit`, (tx) => {
    tx.set<"step">(step, fields);
  });
}

export function editStage(store: MapStore, stage: Id, fields: Partial<Pick<Stage, "name" | "goal">>): void {
  store.edit(`${LABEL}edit`, (tx) => {
    tx.set<"stage">(stage, fields);
  });
}

/** Fields of the head of the map: title, outcome, owner … */
export function editHead(store: MapStore, fields: Partial<Omit<Journey, "type" | "id">>): void {
  store.edit(`${LABEL}editHead`, (tx) => {
    tx.set<"journey">(store.journey, fields);
  });
}
