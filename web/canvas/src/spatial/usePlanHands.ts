/**
 * What hands do on a plan: dragging pins, clicking where a place is to be, drawing a way from one to another, and the same
 * by keys. What lives here: from events to acts. Not here: what acts do (the editor), drawing.
 */
import { addPlace, connect, nameOfPlace, putPlaces, type OnPlan } from "@outsidein/editor";
import type { Id } from "@outsidein/store";
import { useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from "react";
import { useSession } from "../session/Session";
import { useCanEdit } from "../session/watch";
import { useSpeech } from "../words";
import type { Point } from "./placing";

/** What the next click does. `connect` with an empty `from` waits for its first place. */
export type Tool = { readonly is: "choose" } | { readonly is: "add" } | { readonly is: "connect"; readonly from: Id };

const CHOOSE: Tool = { is: "choose" };
const AWAY = 4;
const STEPS: Readonly<Record<string, OnPlan>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

interface Held {
  readonly id: Id;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  moved: boolean;
}

export function usePlanHands() {
  const { t } = useSpeech();
  const { store, editor, open, asking } = useSession();
  const canEdit = useCanEdit();
  const [tool, setTool] = useState<Tool>(CHOOSE);
  const [dragged, setDragged] = useState<ReadonlyMap<Id, Point>>(new Map());
  const [writing, setWriting] = useState<Id>("");
  const held = useRef<Held | null>(null);
  const ground = useRef<HTMLDivElement>(null);

  const name = (id: Id): string => {
    const place = store.get<"place">(id);
    return place ? nameOfPlace(store, place) || t("canvas.unnamed") : "";
  };
  const choose = (id: Id): void => editor.select({ ids: new Set([id]), focus: { parent: id, lane: "", id }, anchor: null });
  const spotOf = (event: { readonly clientX: number; readonly clientY: number }): OnPlan => {
    const box = ground.current?.getBoundingClientRect();
    return box && box.width > 0 ? { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height } : { x: 0.5, y: 0.5 };
  };
  const tell = (id: Id): void => {
    const place = store.get<"place">(id);
    if (place) editor.say("spatial.said.moved", { name: name(id), x: Math.round(place.x * 100), y: Math.round(place.y * 100) });
  };
  const add = (spot: OnPlan, after?: Id): void => {
    const id = addPlace(store, { name: t("spatial.new"), spot, ...(after ? { after } : {}) });
    choose(id);
    setTool(CHOOSE);
    setWriting(id);
  };
  const press = (id: Id): void => {
    if (tool.is === "connect" && canEdit) {
      if (!tool.from) setTool({ is: "connect", from: id });
      else {
        connect(store, tool.from, id);
        editor.say("spatial.said.connected", { from: name(tool.from), to: name(id) });
        setTool(CHOOSE);
      }
    } else {
      choose(id);
      open({ what: "place", id });
    }
  };
  const idOf = (target: EventTarget | null): Id => (target instanceof Element ? (target.closest<HTMLElement>("[data-id]")?.dataset["id"] ?? "") : "");

  const move = (id: Id, key: string, far: boolean, again: boolean): void => {
    const place = store.get<"place">(id);
    const step = STEPS[key];
    if (!place || !step) return;
    const by = far ? 0.05 : 0.01;
    putPlaces(store, new Map([[id, { x: place.x + step.x * by, y: place.y + step.y * by }]]), { join: again });
    tell(id);
  };
  const act = (event: KeyboardEvent, id: Id): (() => void) | null => {
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (mod && key === "z") return () => void editor.run(event.shiftKey ? "redo" : "undo");
    if (mod && key === "y") return () => void editor.run("redo");
    if (event.key === "Escape" && tool.is !== "choose") return () => setTool(CHOOSE);
    if (event.key === "F3") return () => void editor.run(event.shiftKey ? "go.previous" : "go.next");
    if (mod && key === "f") return () => document.querySelector<HTMLInputElement>(".oi-map-search input")?.focus();
    if (event.key === "?") return () => asking.ask({ what: "help" });
    if (mod || event.altKey) return null;
    if (key === "c" && id) return () => open({ what: "comments", id });
    if (key === "i" && id) return () => open({ what: "place", id });
    if (!canEdit) return null;
    if (key === "n") {
      const beside = store.get<"place">(id);
      return () => add(beside ? { x: beside.x + 0.06, y: beside.y + 0.06 } : { x: 0.5, y: 0.5 }, id || undefined);
    }
    if (!id) return null;
    if (event.key in STEPS) return () => move(id, event.key, event.shiftKey, event.repeat);
    if (event.key === "*") {
      return () => {
        choose(id);
        void editor.run("moment.mark");
      };
    }
    if (event.key === "F2") return () => setWriting(id);
    if (key === "b") return () => setTool({ is: "connect", from: id });
    if (event.key === "Delete" || event.key === "Backspace") {
      return () => {
        choose(id);
        editor.run("remove");
      };
    }
    return null;
  };

  return {
    ground,
    tool,
    setTool,
    dragged,
    writing,
    canEdit,
    name,
    written: (id: Id, text: string | undefined, keep: (text: string) => void) => {
      setWriting("");
      if (text !== undefined && text.trim() !== "") keep(text);
      requestAnimationFrame(() => ground.current?.querySelector<HTMLElement>(`button[data-id="${CSS.escape(id)}"]`)?.focus());
    },
    events: {
      onKeyDown(event: KeyboardEvent) {
        if (event.target instanceof HTMLElement && event.target.closest("input,textarea")) return;
        const doing = act(event, idOf(event.target));
        if (!doing) return;
        event.preventDefault();
        event.stopPropagation();
        doing();
      },
      onFocus(event: React.FocusEvent) {
        const id = idOf(event.target);
        const now = editor.state.selection.focus;
        if (id && now?.id !== id) editor.select({ ...editor.state.selection, focus: { parent: id, lane: "", id } });
      },
      onPointerDown(event: PointerEvent) {
        const dot = event.target instanceof Element ? event.target.closest<HTMLElement>(".oi-plan-dot") : null;
        if (!dot || event.button !== 0 || !canEdit || tool.is !== "choose") return;
        held.current = { id: dot.dataset["id"] ?? "", pointer: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
        dot.setPointerCapture?.(event.pointerId);
      },
      onPointerMove(event: PointerEvent) {
        const now = held.current;
        const box = ground.current?.getBoundingClientRect();
        if (!now || now.pointer !== event.pointerId || !box) return;
        if (!now.moved && Math.hypot(event.clientX - now.x, event.clientY - now.y) < AWAY) return;
        now.moved = true;
        const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
        setDragged(new Map([[now.id, { x: within(event.clientX - box.left, box.width), y: within(event.clientY - box.top, box.height) }]]));
      },
      onPointerUp(event: PointerEvent) {
        const now = held.current;
        held.current = null;
        setDragged(new Map());
        if (!now?.moved) return;
        putPlaces(store, new Map([[now.id, spotOf(event)]]));
        choose(now.id);
        tell(now.id);
      },
      onPointerCancel() {
        held.current = null;
        setDragged(new Map());
      },
      onClick(event: MouseEvent) {
        const id = event.target instanceof Element ? (event.target.closest<HTMLElement>(".oi-plan-dot")?.dataset["id"] ?? "") : "";
        if (id) press(id);
        else if (tool.is === "add" && canEdit && !(event.target instanceof Element && event.target.closest("input,button"))) add(spotOf(event));
      },
      onDoubleClick(event: MouseEvent) {
        if (!canEdit || (event.target instanceof Element && event.target.closest("input"))) return;
        const id = idOf(event.target);
        if (id) setWriting(id);
        else add(spotOf(event));
      },
    },
  };
}
