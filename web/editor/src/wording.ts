/**
 * Commands on how a record is worded: take what the writing guide suggests, say that a text is fine, keep a word as the
 * team's own. What lives here: those edits. Not here: the guide's rules (the server has them).
 */
import type { Diagnostic } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { editText } from "./cards";
import { editTouchpoint } from "./cast";

const LABEL = "editor.undo.";

/** A hint of the writing guide: what the whole text might be, and the word it hangs on; either may be empty. */
export interface Advice extends Diagnostic {
  readonly suggestion: string;
  readonly word: string;
}

export function isAdvice(one: Diagnostic): one is Advice {
  return one.code.startsWith("maps/guide-") && "suggestion" in one && "word" in one;
}

/** Whether a hint still holds on the map as it stands, which may have moved on since the server looked. */
export function stillHolds(store: MapStore, one: Advice): boolean {
  const record = one.where.record ? store.get(one.where.record) : undefined;
  if (record?.type !== "card" && record?.type !== "touchpoint") return false;
  if (record.fine || isOwn(store, one.word)) return false;
  const text = record.type === "card" ? (record.text ?? "") : record.name;
  return one.suggestion === "" || text !== one.suggestion;
}

/** Write what the guide suggests. */
export function takeSuggestion(store: MapStore, id: Id, text: string): void {
  if (store.get(id)?.type === "touchpoint") editTouchpoint(store, id, { name: text });
  else editText(store, id, text);
}

/** The guide says no more about this card or touchpoint. */
export function callFine(store: MapStore, id: Id): void {
  store.edit(`${LABEL}callFine`, (tx) => {
    if (store.get(id)?.type === "touchpoint") tx.set<"touchpoint">(id, { fine: true });
    else tx.set<"card">(id, { fine: true });
  });
}

/** The guide says no more about this word, on the whole map. */
export function ownWord(store: MapStore, word: string): void {
  if (word === "" || isOwn(store, word)) return;
  const own = store.get<"journey">(store.journey)?.dictionary ?? [];
  store.edit(`${LABEL}ownWord`, (tx) => {
    tx.set<"journey">(store.journey, { dictionary: [...own, word] });
  });
}

function isOwn(store: MapStore, word: string): boolean {
  return word !== "" && (store.get<"journey">(store.journey)?.dictionary ?? []).some((own) => own.trim().toLowerCase() === word);
}
