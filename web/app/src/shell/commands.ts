/** Acts that a page offers to the search: what it registers is found while it is shown. */
import type { Command } from "@outsidein/kit";
import { useEffect, useRef } from "react";

const offered = new Map<symbol, readonly Command[]>();

/** Offer acts to the search while a page is shown. */
export function useCommands(commands: readonly Command[]): void {
  const own = useRef(Symbol("commands"));
  useEffect(() => {
    const key = own.current;
    offered.set(key, commands);
    return () => void offered.delete(key);
  }, [commands]);
}

/** What the pages offer now. */
export function offeredCommands(): readonly Command[] {
  return [...offered.values()].flat();
}
