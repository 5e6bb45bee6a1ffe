/** A live map for as long as its page is open. What lives here: opening, closing, what to ask anew when it changes. */
import { fetchLater } from "@outsidein/kit";
import { openMap, MapClosed, type MapStore } from "@outsidein/store";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { keys } from "../../data/questions";

export interface Opening {
  readonly store: MapStore | null;
  /** Why it did not open; empty while it has not failed. */
  readonly failed: string;
  readonly again: () => void;
}

const QUIET = 1_200;
/** How long after a map stands the menus and panels that it may ask for are fetched. */
const CALM = 1_500;

export function useLiveMap(workspace: string, map: string): Opening {
  const [opened, setOpened] = useState<{ readonly store: MapStore; readonly map: string } | null>(null);
  const [failed, setFailed] = useState("");
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let gone = false;
    let store: MapStore | null = null;
    setFailed("");
    openMap({ url: `${location.origin}/live`, workspace, map, offline: true })
      .then((found) => {
        store = found;
        if (gone) found.close();
        else setOpened({ store: found, map });
      })
      .catch((error: unknown) => {
        if (!gone) setFailed(error instanceof MapClosed ? error.reason : "broken");
      });
    return () => {
      gone = true;
      store?.close();
      setOpened(null);
    };
  }, [workspace, map, times]);
  useEffect(() => {
    if (!opened) return;
    // Whoever loses the line works on, and a menu that was never opened before must open then, too.
    const timer = setTimeout(() => void fetchLater(), CALM);
    return () => clearTimeout(timer);
  }, [opened]);
  return { store: opened?.map === map ? opened.store : null, failed, again: () => setTimes((count) => count + 1) };
}

/** Ask anew what hangs on the map a moment after it was edited, and what a notice of the server speaks of at once. */
export function useFollowing(store: MapStore | null, workspace: string, map: string): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!store) return;
    let timer = 0;
    const old = (key: readonly string[]): void => void client.invalidateQueries({ queryKey: key });
    const edited = store.subscribe("any", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        old(keys.reading(workspace, map));
        old(keys.remarks(workspace, map));
        old(keys.inventory(workspace));
      }, QUIET);
    });
    const told = store.onNotice((notice) => {
      if (notice.about === "evidence") {
        old(["reading", workspace]);
        old(keys.measures(workspace));
      } else if (notice.about === "reading") old(keys.reading(workspace, map));
      else old([notice.about, workspace]);
    });
    return () => {
      clearTimeout(timer);
      edited();
      told();
    };
  }, [store, workspace, map, client]);
}

/** The part of a store that a topic speaks of, anew whenever it changes. */
export function useTopic<T>(store: MapStore, topic: Parameters<MapStore["subscribe"]>[0], read: (store: MapStore) => T): T {
  return useSyncExternalStore(
    (listener) => store.subscribe(topic, listener),
    () => read(store),
  );
}
