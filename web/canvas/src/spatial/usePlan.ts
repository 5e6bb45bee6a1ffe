/** The places of the map and the ways between them, watched. Not here: where anything is drawn (placing). */
import { nameOfPlace } from "@outsidein/editor";
import type { Arrow, PlanPlace } from "@outsidein/schema";
import { useRef } from "react";
import { useSession } from "../session/Session";
import { useTopics } from "../session/watch";

export interface Plan {
  readonly places: readonly PlanPlace[];
  /** What each is called, in their order. */
  readonly names: readonly string[];
  readonly ways: readonly Arrow[];
  readonly picture: string;
}

/** The same object until something of it changes. */
export function usePlan(): Plan {
  const { store } = useSession();
  const held = useRef<{ readonly stamp: readonly unknown[]; readonly plan: Plan } | null>(null);
  return useTopics(["any"], () => {
    const places = store.children(store.journey, "place").flatMap((id) => store.get<"place">(id) ?? []);
    const ids = new Set(places.map((one) => one.id));
    const ways = store.ids("arrow").flatMap((id) => store.get<"arrow">(id) ?? []).filter((one) => ids.has(one.parent));
    const names = places.map((one) => nameOfPlace(store, one));
    const picture = store.get<"journey">(store.journey)?.plan ?? "";
    // Records are immutable snapshots: the same ones mean that nothing changed.
    const stamp = [picture, ...places, "|", ...names, "|", ...ways];
    const last = held.current;
    if (last?.stamp.length === stamp.length && stamp.every((one, at) => one === last.stamp[at])) return last.plan;
    held.current = { stamp, plan: { places, names, ways, picture } };
    return held.current.plan;
  });
}
