/** Whether the navigation is folded to its icons: by choice, kept in this browser, or because the window is narrow. */
import { useCallback, useSyncExternalStore } from "react";

const KEPT = "outsidein.rail";
const NARROW = "(max-width: 1099px)";
const listeners = new Set<() => void>();
let chosen: "open" | "folded" | null = null;

try {
  const kept = localStorage.getItem(KEPT);
  chosen = kept === "open" || kept === "folded" ? kept : null;
} catch {
  chosen = null; // Storage may be forbidden.
}

export interface RailState {
  readonly folded: boolean;
  readonly toggle: () => void;
}

export function useRail(): RailState {
  const folded = useSyncExternalStore(subscribe, isFolded);
  const toggle = useCallback(() => {
    chosen = isFolded() ? "open" : "folded";
    try {
      localStorage.setItem(KEPT, chosen);
    } catch {
      // Storage may be forbidden; the choice then holds for this page.
    }
    listeners.forEach((listener) => listener());
  }, []);
  return { folded, toggle };
}

function isFolded(): boolean {
  return matchMedia(NARROW).matches || chosen === "folded";
}

function subscribe(listener: () => void): () => void {
  const width = matchMedia(NARROW);
  listeners.add(listener);
  width.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    width.removeEventListener("change", listener);
  };
}
