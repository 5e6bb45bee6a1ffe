/**
 * Dragging with mouse, pen and finger: a mouse drags after four pixels, a finger after a moment of holding still.
 * What lives here: the pointer's way. Not here: where a drop would go (targets), what the drop writes (the editor).
 */
import { keyOf, type Editor } from "@outsidein/editor";
import type { Id, MapStore } from "@outsidein/store";
import { useEffect, type RefObject } from "react";
import { focusOf } from "../session/place";
import type { Session } from "../session/Session";
import type { Grip } from "./Drag";
import { isMovableLane, moveLane } from "./moveLane";
import { targetAt } from "./targets";

const AWAY = 4;
const HOLD = 380;
const EDGE = 48;

interface Start {
  readonly element: HTMLElement;
  readonly grip: Grip;
  readonly id: string;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
}

export function useDragging(root: RefObject<HTMLElement | null>, session: Session, canEdit: boolean): void {
  useEffect(() => {
    const map = root.current;
    if (!map || !canEdit) return;
    const { editor, drag, store, asking } = session;
    let start: Start | null = null;
    let timer = 0;
    let frame = 0;
    let told = "";

    const finish = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      start = null;
      if (!drag.state) return;
      drag.set(null);
      told = "";
      store.show({ dragging: null });
    };
    const begin = () => {
      if (!start) return;
      const box = start.element.getBoundingClientRect();
      const selected = [...editor.state.selection.ids];
      const ids = selected.includes(start.id) && sameKind(editor, start.id, selected) ? selected : [start.id];
      drag.set({
        grip: start.grip,
        ids,
        x: start.x,
        y: start.y,
        hold: { x: start.x - box.left, y: start.y - box.top, width: Math.min(box.width, 260) },
        says: said(store, start.id),
        target: null,
      });
      map.setPointerCapture(start.pointer);
      scroll();
    };
    const move = (x: number, y: number) => {
      const state = drag.state;
      if (!state) return;
      const target = targetAt(map, state.grip, new Set(state.ids), x, y);
      drag.set({ ...state, x, y, target });
      const place = target ? `${target.to.parent}|${target.to.lane}` : "";
      if (place === told || state.grip !== "card") return;
      told = place;
      store.show({ dragging: target ? { id: state.ids[0] ?? "", parent: target.to.parent, lane: target.to.lane } : null });
    };
    const scroll = () => {
      frame = requestAnimationFrame(() => {
        const state = drag.state;
        if (!state) return;
        const box = map.getBoundingClientRect();
        const by = (at: number, low: number, high: number) => (at < low + EDGE ? at - low - EDGE : at > high - EDGE ? at - high + EDGE : 0) / 4;
        const before = map.scrollLeft + map.scrollTop;
        map.scrollBy(by(state.x, box.left + 120, box.right), by(state.y, box.top + 80, box.bottom));
        if (map.scrollLeft + map.scrollTop !== before) move(state.x, state.y);
        scroll();
      });
    };

    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || !(event.target instanceof HTMLElement || event.target instanceof SVGElement)) return;
      if (event.target.closest("button,textarea,input,a,[role=slider]")) return;
      const element = event.target.closest<HTMLElement>("[data-grip]");
      const id = element?.dataset["id"];
      if (!element || !id || (element.dataset["grip"] === "lane" && !isMovableLane(session.kind, id))) return;
      start = { element, grip: element.dataset["grip"] as Grip, id, pointer: event.pointerId, x: event.clientX, y: event.clientY };
      if (event.pointerType === "touch") timer = window.setTimeout(begin, HOLD);
    };
    const onMove = (event: PointerEvent) => {
      if (!start || event.pointerId !== start.pointer) return;
      if (drag.state) {
        move(event.clientX, event.clientY);
        return;
      }
      const away = Math.hypot(event.clientX - start.x, event.clientY - start.y);
      if (event.pointerType === "touch") {
        if (away > AWAY * 2) finish();
      } else if (away > AWAY) {
        begin();
        move(event.clientX, event.clientY);
      }
    };
    const onUp = (event: PointerEvent) => {
      if (!start || event.pointerId !== start.pointer) return;
      const state = drag.state;
      const held = focusOf(start.element);
      finish();
      if (state && !state.target && event.pointerType === "touch") {
        if (!editor.state.selection.ids.has(state.ids[0] ?? "")) editor.select({ ids: new Set(state.ids), focus: held, anchor: held });
        asking.ask({ what: "menu", x: event.clientX, y: event.clientY });
      }
      if (!state?.target) return;
      if (state.grip === "lane") moveLane(store, session.kind, keyOf(state.ids[0] ?? ""), keyOf(state.target.to.after));
      else editor.drop(state.ids, state.target.to);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !drag.state) return;
      event.preventDefault();
      event.stopPropagation();
      finish();
    };
    const onTouch = (event: TouchEvent) => {
      if (drag.state) event.preventDefault();
    };
    map.addEventListener("pointerdown", onDown);
    map.addEventListener("pointermove", onMove);
    map.addEventListener("pointerup", onUp);
    map.addEventListener("pointercancel", finish);
    map.addEventListener("touchmove", onTouch, { passive: false });
    window.addEventListener("keydown", onKey, true);
    return () => {
      finish();
      map.removeEventListener("pointerdown", onDown);
      map.removeEventListener("pointermove", onMove);
      map.removeEventListener("pointerup", onUp);
      map.removeEventListener("pointercancel", finish);
      map.removeEventListener("touchmove", onTouch);
      window.removeEventListener("keydown", onKey, true);
    };
  }, [root, session, canEdit]);
}

function sameKind(editor: Editor, id: string, ids: readonly string[]): boolean {
  const type = editor.store.get(id)?.type;
  return ids.every((one) => editor.store.get(one)?.type === type);
}

/** The words of what is dragged. */
function said(store: MapStore, id: Id): string {
  const record = store.get(id);
  if (record?.type === "card") return record.text ?? `${record.value ?? ""}`;
  if (record?.type === "encounter") return store.get<"touchpoint">(record.touchpoint)?.name ?? "";
  return record && "name" in record ? (record.name ?? "") : "";
}
