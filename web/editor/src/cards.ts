/**
 * Commands on cards and encounters: adding, writing, moving, doubling. What lives here: what stands in cells. Not here:
 * whether a card is well worded (the server says), taking away (trash).
 */
import type { Card } from "@outsidein/schema";
import type { Id, MapStore, Tx } from "@outsidein/store";
import type { Destination, MapLane, Place } from "./contract";
import { holdsCards, isCurve, isValued } from "./lanes";

const LABEL = "editor.undo.";
export const LOWEST = 1;
export const HIGHEST = 10;

type CardFields = Partial<Omit<Card, "type" | "id" | "parent" | "order" | "lane">>;

/** Add a card to a cell behind another, or last; its id. */
export function addCard(store: MapStore, cell: Place, how: CardFields & { readonly after?: Id; readonly first?: boolean } = {}): Id {
  const id = store.newId("card");
  store.edit(`${LABEL}addCard`, (tx) => {
    putCard(store, tx, id, cell, how);
  });
  return id;
}

/** The same inside an edit of more. */
export function putCard(
  store: MapStore,
  tx: Tx,
  id: Id,
  cell: Place,
  { after, first = false, ...fields }: CardFields & { readonly after?: Id; readonly first?: boolean },
): void {
  tx.put({ type: "card", id, parent: cell.parent, order: "", lane: cell.lane, ...fields });
  const before = first ? store.cell(cell.parent, cell.lane)[0] : undefined;
  if (after) tx.move(id, { parent: cell.parent, after });
  else if (before) tx.move(id, { parent: cell.parent, before });
}

/** Write a card. A card that a colleague threw away meanwhile comes back with it: what is written is never lost. */
export function editText(store: MapStore, id: Id, text: string, how?: { readonly join?: boolean }): void {
  store.edit(
    `${LABEL}editText`,
    (tx) => {
      if (!store.get(id)) tx.restore([id]);
      tx.set<"card">(id, { text: seen(text) });
    },
    how,
  );
}

/** Other fields of a card: personas, evidence, owner, category, touchpoint, about. */
export function editCard(store: MapStore, id: Id, fields: CardFields): void {
  store.edit(`${LABEL}edit`, (tx) => {
    tx.set<"card">(id, fields);
  });
}

/** Draw a level, 1–10, on a card of a curve; undefined takes the number away. */
export function setLevel(store: MapStore, id: Id, value: number | undefined, how?: { readonly join?: boolean }): void {
  store.edit(
    `${LABEL}setLevel`,
    (tx) => {
      tx.set<"card">(id, { value: value === undefined ? undefined : within(value) });
    },
    how,
  );
}

/** A level within 1–10, in steps of a tenth. */
export function within(value: number): number {
  return Math.round(Math.min(HIGHEST, Math.max(LOWEST, value)) * 10) / 10;
}

/** A text without its control characters: nobody sees them, other programs' clipboards bring them, no map takes them. */
export function seen(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\n]/gu, "");
}

/** A number as people write one in a text field, with point or comma; undefined where it is none. */
export function numberIn(text: string): number | undefined {
  const said = text.trim().replace(",", ".");
  return /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(said) ? Number(said) : undefined;
}

/** What a text says in a lane: a number where the lane holds numbers and it is one, else a text. */
export function saidIn(lane: MapLane | undefined, text: string): CardFields {
  const value = lane && isValued(lane) ? numberIn(text) : undefined;
  if (value === undefined) return { text };
  return { value: isCurve(lane) ? within(value) : value };
}

/** Whether a level was said that no curve has, so that the nearest end was taken: what is changed must be told. */
export function isHeld(lane: MapLane | undefined, text: string): boolean {
  const value = isCurve(lane) ? numberIn(text) : undefined;
  return value !== undefined && (value < LOWEST || value > HIGHEST);
}

/** A number and the words behind it, as a card that holds both is written; undefined where it does not begin with one. */
export function levelAndWords(text: string): { readonly value: number; readonly text: string } | undefined {
  const [first = "", ...words] = text.trim().split(/\s+/);
  const value = numberIn(first);
  return value === undefined || words.length === 0 ? undefined : { value, text: text.trim().slice(first.length).trim() };
}

/** Move cards, keeping their order, behind `after` in a cell, or first in it. */
export function moveCards(store: MapStore, ids: readonly Id[], to: Destination): void {
  const moving = new Set(ids);
  const next = store.cell(to.parent, to.lane).find((id) => !moving.has(id));
  store.edit(`${LABEL}moveCards`, (tx) => {
    let after = to.after;
    for (const id of ids) {
      tx.set<"card">(id, { lane: to.lane });
      tx.move(id, { parent: to.parent, ...(after ? { after } : { before: next }) });
      after = id;
    }
  });
}

/** Move encounters to a step. One whose touchpoint is met there already goes away: a touchpoint is met once. */
export function moveEncounters(store: MapStore, ids: readonly Id[], to: Destination): void {
  const moving = new Set(ids);
  const there = store.children(to.parent, "encounter").filter((id) => !moving.has(id));
  const met = new Set(there.map((id) => store.get<"encounter">(id)?.touchpoint));
  store.edit(`${LABEL}moveCards`, (tx) => {
    let after = to.after;
    for (const id of ids) {
      const touchpoint = store.get<"encounter">(id)?.touchpoint;
      if (met.has(touchpoint)) {
        tx.remove([id]);
        continue;
      }
      met.add(touchpoint);
      tx.move(id, { parent: to.parent, ...(after ? { after } : { before: there[0] }) });
      after = id;
    }
  });
}

/** Double cards, each behind its original; the ids of the new ones. */
export function duplicate(store: MapStore, ids: readonly Id[]): readonly Id[] {
  const made: Id[] = [];
  store.edit(`${LABEL}duplicate`, (tx) => {
    for (const id of ids) {
      const card = store.get<"card">(id);
      if (card?.type !== "card") continue;
      const copy = store.newId("card");
      // What backs a card backs that card: a copy begins as an assumption.
      const { evidence: _, ...fields } = card;
      tx.put({ ...fields, id: copy, order: "" });
      tx.move(copy, { parent: card.parent, after: id });
      made.push(copy);
    }
  });
  return made;
}

/** Whether all of these can stand in a cell of this lane: cards where cards stand, numbers in the curve, at its level. */
export function canDrop(store: MapStore, lanes: readonly MapLane[], ids: readonly Id[], place: Place): boolean {
  const lane = lanes.find((one) => one.key === place.lane);
  const parent = store.get(place.parent);
  if (!lane || parent?.type !== (lane.role === "touchpoints" ? "step" : lane.level)) return false;
  return ids.every((id) => {
    const record = store.get(id);
    if (record?.type === "encounter") return lane.role === "touchpoints";
    if (record?.type !== "card" || !holdsCards(lane)) return false;
    return !isCurve(lane) || record.value !== undefined;
  });
}
