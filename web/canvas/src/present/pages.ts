/**
 * The pages of a presentation: what a map of each structure is walked through by. What lives here: their order. Not here:
 * what a page shows (PresentStep, PresentActor, PresentPlace).
 */
import { nameOfPlace } from "@outsidein/editor";
import type { Structure } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useRef } from "react";
import { useSession } from "../session/Session";
import { useTopics } from "../session/watch";

export interface PresentedPage {
  readonly id: Id;
  readonly name: string;
  /** Whether a new part of the map begins with it: a stage, a ring. */
  readonly opens: boolean;
}

/** Step by step along the stages. */
function steps(store: MapStore): readonly PresentedPage[] {
  return store.children(store.journey, "stage").flatMap((stage) => store.children(stage, "step").map((id, at) => ({ id, name: store.get<"step">(id)?.name ?? "", opens: at === 0 })));
}

/** From the centre outwards. */
function actors(store: MapStore): readonly PresentedPage[] {
  const found = store.ids("actor").flatMap((id) => store.get<"actor">(id) ?? []);
  const outwards = [...found].sort((one, other) => (one.ring ?? 1) - (other.ring ?? 1));
  return outwards.map((one, at) => ({ id: one.id, name: one.name, opens: (one.ring ?? 1) !== (outwards[at - 1]?.ring ?? (at === 0 ? -1 : 1)) }));
}

/** In the order in which people pass them. */
function places(store: MapStore): readonly PresentedPage[] {
  return store
    .children(store.journey, "place")
    .flatMap((id) => store.get<"place">(id) ?? [])
    .map((one) => ({ id: one.id, name: nameOfPlace(store, one), opens: false }));
}

const PAGES: Readonly<Record<Structure, (store: MapStore) => readonly PresentedPage[]>> = { chronological: steps, hierarchical: steps, network: actors, spatial: places };

/** The pages of the map around; the same until one of them changes. */
export function usePages(): readonly PresentedPage[] {
  const { store, kind } = useSession();
  const held = useRef<readonly PresentedPage[]>([]);
  return useTopics(["any"], () => {
    const found = PAGES[kind.structure](store);
    if (JSON.stringify(found) !== JSON.stringify(held.current)) held.current = found;
    return held.current;
  });
}
