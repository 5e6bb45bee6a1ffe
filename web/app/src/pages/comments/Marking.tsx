/**
 * The mark-up mode: while it is on, a click (or Enter) on a card, a touchpoint, the head of a step or stage, an actor, flow
 * or place lays a mark instead of selecting it. What lives here: its bar, and hearing events before the map does. Not here: choosing a
 * mark (CommentsPanel.tsx), drawing marks (canvas).
 */
import type { ReactNode, RefObject } from "react";
import { useEffect, useRef } from "react";
import { Button, toast, useT } from "@outsidein/kit";
import type { MapStore } from "@outsidein/store";
import { useComments, type Mark } from "../../data/comments";
import { useCommentActs } from "../../data/talk";
import { marksOn } from "./threads";
import { calledOn } from "./record";
import "./words";

const MARKED = new Set(["card", "encounter", "step", "stage", "actor", "flow", "place"]);

export interface MarkingProps {
  readonly store: MapStore;
  readonly workspace: string;
  readonly map: string;
  readonly mark: Mark;
  /** The element around the map. */
  readonly around: RefObject<HTMLElement | null>;
  readonly onEnd: () => void;
}

export function Marking({ store, workspace, map, mark, around, onEnd }: MarkingProps): ReactNode {
  const t = useT();
  const comments = useComments(workspace, map);
  const { say, remove } = useCommentActs(workspace, map);
  const word = t(`map.mark.${mark}`);
  const lay = (id: string): void => {
    const what = calledOn(store, id, 40);
    const mine = marksOn(comments.data ?? [], id).find((one) => one.sign === mark)?.mine;
    if (mine) remove.mutate(mine, { onSuccess: () => void toast({ says: t("comments.mark.taken", { mark: word, what }) }) });
    else say.mutate({ record: id, sign: mark }, { onSuccess: () => void toast({ says: t("comments.mark.laid", { mark: word, what }), tone: "good" }) });
  };
  const latest = useRef({ lay, onEnd });
  useEffect(() => {
    latest.current = { lay, onEnd };
  });
  useEffect(() => {
    const element = around.current;
    const gone = new AbortController();
    const early = { capture: true, signal: gone.signal };
    const hear = (event: Event): void => {
      const id = markedAt(store, event.target);
      const key = event instanceof KeyboardEvent ? event.key : "";
      if (!id || (key && key !== "Enter" && key !== " ")) return;
      event.stopPropagation();
      if (event.type !== "click" && event.type !== "keydown") return;
      event.preventDefault();
      latest.current.lay(id);
    };
    for (const type of ["click", "dblclick", "pointerdown", "keydown"]) element?.addEventListener(type, hear, early);
    window.addEventListener("keydown", (event) => event.key === "Escape" && latest.current.onEnd(), { signal: gone.signal });
    element?.classList.add("oi-mappage__canvas--marking");
    return () => {
      gone.abort();
      element?.classList.remove("oi-mappage__canvas--marking");
    };
  }, [store, around]);
  return (
    <div className="oi-mappage__marking" role="status">
      <strong>{t("comments.mark.on", { mark: word })}</strong>
      <p>{t("comments.mark.how")}</p>
      <Button size="s" onPress={onEnd}>
        {t("comments.mark.end")}
      </Button>
    </div>
  );
}

function markedAt(store: MapStore, target: EventTarget | null): string {
  const id = target instanceof Element ? (target.closest<HTMLElement>("[data-id]")?.dataset["id"] ?? "") : "";
  return MARKED.has(store.get(id)?.type ?? "") ? id : "";
}
