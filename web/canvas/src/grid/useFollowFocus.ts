/**
 * Keeps the keyboard's focus where the editor says it is, also when that place was not drawn yet.
 * What lives here: from the editor's focus to the page's. Not here: moving the focus (the editor).
 */
import { useEffect, useRef, type RefObject } from "react";
import { elementOf } from "../session/place";
import { useSession } from "../session/Session";

export function useFollowFocus(root: RefObject<HTMLElement | null>, reveal: (row: number, column: number) => void): void {
  const { editor } = useSession();
  const last = useRef("");
  const show = useRef(reveal);
  useEffect(() => {
    show.current = reveal;
  });
  useEffect(() => {
    let frame = 0;
    const follow = () => {
      const focus = editor.state.selection.focus;
      const mode = editor.state.mode.is;
      const key = focus ? `${focus.parent}|${focus.lane}|${focus.id}|${mode}` : "";
      if (key === last.current) return;
      last.current = key;
      const map = root.current;
      if (!focus || !map || mode === "write") return;
      const active = document.activeElement;
      // Whoever writes or looks elsewhere keeps the keyboard; the map only shows the place.
      const elsewhere = active !== null && active !== document.body && !map.contains(active);
      // The field goes with the words it wrote, as soon as React has drawn (a microtask): the next key is for the card.
      if (active instanceof HTMLTextAreaElement && map.contains(active)) queueMicrotask(() => queueMicrotask(() => catchUp(elementOf(map, focus))));
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        let element = elementOf(map, focus);
        if (!element) {
          const at = editor.grid.find(focus);
          if (at) show.current(at.row, at.column);
          element = elementOf(map, focus);
        }
        if (!element) {
          frame = requestAnimationFrame(() => land(map, elementOf(map, focus), elsewhere));
        } else {
          land(map, element, elsewhere);
        }
      });
    };
    const stop = editor.subscribe(follow);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [editor, root]);
}

/** Takes up the focus that nobody has; whoever has it keeps it. */
function catchUp(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}

function land(map: HTMLElement, element: HTMLElement | null, elsewhere: boolean): void {
  if (!element || element.contains(document.activeElement) && document.activeElement?.matches("textarea")) return;
  if (!elsewhere) element.focus({ preventScroll: true });
  if (map.contains(element)) element.scrollIntoView({ block: "nearest", inline: "nearest" });
}
