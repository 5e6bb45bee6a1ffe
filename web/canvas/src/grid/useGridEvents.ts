/**
 * Clicks, keys and the clipboard on the map, heard once for all of it. What lives here: from events to the editor.
 * Not here: what a key means (the editor), dragging (drag/), fields that write (they keep their events).
 */
import type { Selection } from "@outsidein/editor";
import { useMemo } from "react";
import type { Asking } from "../ask/Asking";
import { clipOf, putClip } from "../session/clip";
import { pasting } from "../session/pasting";
import type { Session } from "../session/Session";
import { focusOf } from "../session/place";

const CONTROLS = "button,input,textarea,select,a,[role=slider]";

export function useGridEvents(session: Session, asking: Asking) {
  return useMemo(() => {
    const { editor, hover, open } = session;
    const control = (target: EventTarget | null) => (target instanceof Element ? target.closest(CONTROLS) : null);
    const writing = () => editor.state.mode.is === "write";
    return {
      onPointerOver(event: React.PointerEvent) {
        const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".oi-map-cell[data-lane],.oi-map-quarter") : null;
        hover.over(cell && event.pointerType !== "touch" ? `${cell.dataset["parent"]}|${cell.dataset["lane"]}` : "");
      },
      onPointerLeave() {
        hover.over("");
      },
      onClick(event: React.MouseEvent) {
        if (control(event.target)) return;
        const focus = focusOf(event.target);
        if (!focus) return;
        editor.point(focus, { toggle: event.ctrlKey || event.metaKey, extend: event.shiftKey });
        if (!focus.id || event.ctrlKey || event.metaKey || event.shiftKey) return;
        const type = session.store.get(focus.id)?.type;
        if (type === "card") open({ what: "card", id: focus.id });
        else if (type === "step") open({ what: "step", id: focus.id });
        else if (type === "stage") open({ what: "stage", id: focus.id });
        else if (type === "encounter") open({ what: "touchpoint", id: session.store.get<"encounter">(focus.id)?.touchpoint ?? "", step: focus.parent });
      },
      onDoubleClick(event: React.MouseEvent) {
        if (control(event.target)) return;
        const focus = focusOf(event.target);
        if (!focus) return;
        if (!focus.id) {
          editor.point(focus);
          editor.run("card.add");
        } else if (session.store.get(focus.id)?.type !== "encounter") {
          editor.write(focus.id);
        }
      },
      onContextMenu(event: React.MouseEvent) {
        const focus = focusOf(event.target);
        if (!focus || writing()) return;
        event.preventDefault();
        // A finger that holds still drags; only when it lets go without moving it meant the menu (useDragging).
        if (session.drag.state) return;
        if (!focus.id || !editor.state.selection.ids.has(focus.id)) editor.point(focus);
        asking.ask({ what: "menu", x: event.clientX, y: event.clientY });
      },
      onKeyDown(event: React.KeyboardEvent) {
        if (event.defaultPrevented || event.nativeEvent.isComposing) return;
        const inside = control(event.target);
        if (inside?.matches("input,textarea,select")) return;
        if (inside && (event.key === "Enter" || event.key === " ")) return;
        if (event.key === "Tab") return;
        const before = editor.state.selection;
        if (!editor.key(event)) return;
        event.preventDefault();
        if (event.key.startsWith("Arrow") || event.key === "End" || event.key === "Home") passHidden(session, event, before);
      },
      onFocus(event: React.FocusEvent) {
        const state = editor.state;
        if (event.target.matches(".oi-map") && !state.selection.focus) editor.run("go.first");
        const focus = event.target.matches("[data-at]") ? focusOf(event.target) : null;
        const now = state.selection.focus;
        if (!focus || state.mode.is !== "select") return;
        if (focus.id !== now?.id || focus.parent !== now.parent || focus.lane !== now.lane) {
          editor.select({ ...state.selection, focus });
        }
      },
      onCopy(event: React.ClipboardEvent) {
        if (writing()) return;
        const clip = editor.copy();
        if (!clip) return;
        putClip(event.clipboardData, clip);
        event.preventDefault();
      },
      onCut(event: React.ClipboardEvent) {
        if (writing()) return;
        const clip = editor.cut();
        if (!clip) return;
        putClip(event.clipboardData, clip);
        event.preventDefault();
      },
      onPaste(event: React.ClipboardEvent) {
        if (writing()) return;
        pasting(editor.paste(clipOf(event.clipboardData)));
        event.preventDefault();
      },
    };
  }, [session, asking]);
}

/** Lanes without a row are walked over; where nothing comes behind them, one stays where one was. */
function passHidden({ editor, drawn }: Session, event: React.KeyboardEvent, before: Selection): void {
  const hidden = () => {
    const focus = editor.state.selection.focus;
    return editor.state.mode.is === "select" && focus !== null && focus.lane !== "" && !drawn.lanes.has(focus.lane);
  };
  for (let last: Selection | null = null; hidden() && last !== editor.state.selection; ) {
    last = editor.state.selection;
    if (!editor.key(event.key === "End" && event.ctrlKey ? { ...PLAIN, key: "ArrowUp" } : event)) break;
  }
  if (hidden()) editor.select(before);
}

const PLAIN = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false } as const;
