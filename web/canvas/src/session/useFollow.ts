/**
 * Brings what the editor goes to into view, on pictures that have no cells: networks, plans, their tables. Not here: moving
 * the keyboard's focus (grid/useFollowFocus), how a picture scrolls (each view).
 */
import type { Id } from "@outsidein/store";
import { useEffect, useRef } from "react";
import { useSession } from "./Session";

/** Calls `show` with the record that came into focus, once it is drawn. */
export function useFollow(show: (id: Id) => void): void {
  const { editor } = useSession();
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    let last = editor.state.selection.focus?.id ?? "";
    let frame = 0;
    const stop = editor.subscribe(() => {
      const id = editor.state.selection.focus?.id ?? "";
      if (id === last) return;
      last = id;
      cancelAnimationFrame(frame);
      if (id) frame = requestAnimationFrame(() => latest.current(id));
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [editor]);
}

/** The row of a table or list that speaks of a record, in view. */
export function showRow(id: Id): void {
  document.querySelector(`[data-row="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
