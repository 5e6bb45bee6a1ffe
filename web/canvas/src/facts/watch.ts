/** Hooks that watch one fact each. What lives here: subscriptions to Facts. Not here: what a fact means. */
import type { Backing, Diagnostic } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useSyncExternalStore } from "react";
import { useSession } from "../session/Session";
import type { CardMark, Known, Signs, Truth } from "./Facts";

/** All that is known; changes only when the map's owner says something new. */
export function useKnown(): Known {
  const { facts } = useSession();
  return useSyncExternalStore(facts.subscribe, () => facts.known);
}

/** What backs a card. */
export function useBacking(card: Id): Backing | undefined {
  const { facts } = useSession();
  return useSyncExternalStore(facts.subscribe, () => facts.backing(card));
}

/** What is to be said about a record. */
export function useDiagnostics(id: Id): readonly Diagnostic[] {
  const { facts } = useSession();
  return useSyncExternalStore(facts.subscribe, () => facts.diagnostics(id));
}

/** How many comments hang on a record. */
export function useComments(id: Id): number {
  const { facts } = useSession();
  return useSyncExternalStore(facts.subscribe, () => facts.comments(id));
}

/** Which marks were laid on a record. */
export function useMarks(id: Id): readonly CardMark[] {
  const { facts } = useSession();
  return useSyncExternalStore(facts.subscribe, () => facts.marks(id));
}

/** What stands out at a step. */
export function useSigns(step: Id): Signs {
  const { facts } = useSession();
  return useSyncExternalStore(facts.subscribe, () => facts.signs(step));
}

/** The moment of truth that a card speaks of. */
export function useTruth(parent: Id, touchpoint: Id | undefined): Truth | undefined {
  const { facts } = useSession();
  return useSyncExternalStore(facts.subscribe, () => facts.truth(parent, touchpoint));
}
