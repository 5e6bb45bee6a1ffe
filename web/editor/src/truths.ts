/**
 * Why an actor or a place is a moment of truth, as one text. What lives here: sayMoment. Not here: the moments of a step,
 * of which there may be several (ties).
 */
import type { Id, MapStore } from "@outsidein/store";
import { editMoment, markMoment, momentsAt, unmarkMoment } from "./ties";

/** Say why something is a moment of truth: marks it, says it in other words, or without words takes the mark away. */
export function sayMoment(store: MapStore, at: Id, reason: string): void {
  const [marked] = momentsAt(store, at);
  const words = reason.trim();
  if (!words) unmarkMoment(store, at);
  else if (marked) editMoment(store, marked, { reason: words });
  else markMoment(store, at, { reason: words });
}
