/**
 * Hooks that watch exactly one thing of the session each: a part that uses one is drawn anew only when that changes.
 * What lives here: subscriptions. Not here: what is drawn.
 */
import type { Grid, MapLane, Mode, Place } from "@outsidein/editor";
import type { PlacedRecord, RecordType, Records } from "@outsidein/schema";
import type { Id, Status, Topic } from "@outsidein/store";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useSession } from "./Session";
import type { Ghost, Peer } from "./peers";

const NONE: readonly Id[] = [];

/** Call `read` again whenever one of the topics speaks; `read` must give the same value until something changed. */
export function useTopics<T>(topics: readonly Topic[], read: () => T): T {
  const { store } = useSession();
  const key = topics.join("\n");
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = key === "" ? [] : key.split("\n").map((topic) => store.subscribe(topic as Topic, listener));
      return () => stops.forEach((stop) => stop());
    },
    [store, key],
  );
  return useSyncExternalStore(subscribe, read);
}

/** A record, or undefined where it is in the trash. */
export function useRecord<T extends RecordType>(id: Id): Records[T] | undefined {
  const { store } = useSession();
  return useTopics([`record:${id}`], () => store.get<T>(id));
}

/** Ids of the cards in the cells of a lane, one cell behind the other. */
export function useCells(parents: readonly Id[], lane: string): readonly Id[] {
  const { store } = useSession();
  const joined = useTopics(
    parents.map((parent) => `cell:${parent}|${lane}` as const),
    () => parents.flatMap((parent) => store.cell(parent, lane)).join("\n"),
  );
  return useMemo(() => (joined === "" ? NONE : joined.split("\n")), [joined]);
}

/** Ids below a record, in order. */
export function useChildren(parent: Id, type: PlacedRecord["type"]): readonly Id[] {
  const { store } = useSession();
  const joined = useTopics([`children:${parent}`], () => store.children(parent, type).join("\n"));
  return useMemo(() => (joined === "" ? NONE : joined.split("\n")), [joined]);
}

/** Rows and columns of the map. */
export function useGrid(): Grid {
  const { editor, follow } = useSession();
  return useSyncExternalStore(follow, () => editor.grid);
}

/** How to draw a record: `selected focused writing carried found dimmed`. */
export function useMark(id: Id): string {
  const { editor, follow } = useSession();
  return useSyncExternalStore(follow, () => editor.mark(id));
}

/** How to draw a place: `focused target`. */
export function useMarkOfPlace(place: Place): string {
  const { editor, follow } = useSession();
  return useSyncExternalStore(follow, () => editor.markOfPlace(place));
}

/** What the editor is in: selecting, writing, moving. */
export function useMode(): Mode {
  const { editor, follow } = useSession();
  return useSyncExternalStore(follow, () => editor.state.mode);
}

/** Where the map stands: live, offline, locked. */
export function useStatus(): Status {
  const { store } = useSession();
  return useTopics(["status"], () => store.status);
}

/** Whether this person may change the map now. */
export function useCanEdit(): boolean {
  const { store } = useSession();
  return useTopics(["status"], () => store.status.canEdit && !store.status.locked);
}

/** Who else is at a record. */
export function usePeers(id: Id): readonly Peer[] {
  const { peers } = useSession();
  return useSyncExternalStore(peers.subscribe, () => peers.at(id));
}

/** What others drag over a place. */
export function useGhosts(place: string): readonly Ghost[] {
  const { peers } = useSession();
  return useSyncExternalStore(peers.subscribe, () => peers.over(place));
}

/** Whether the pointer is over a place. */
export function useHovered(place: string): boolean {
  const { hover } = useSession();
  return useSyncExternalStore(hover.subscribe, () => hover.place === place);
}

/** The lanes of the map that are shown, in order. */
export function useLanes(): readonly MapLane[] {
  const grid = useGrid();
  return useMemo(() => grid.rows.flatMap((row) => (row.lane ? [row.lane] : [])), [grid]);
}
