/**
 * Presenting: the map step by step, large and calm, for a room full of people. What lives here: the way through it.
 * Not here: what a step shows (PresentStep).
 */
import { IconButton } from "@outsidein/kit";
import { useEffect, useMemo, useRef, useState } from "react";
import { useCurve } from "../curve/useCurve";
import { columnsOf } from "../grid/columns";
import { useSession } from "../session/Session";
import { useGrid, useLanes, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { PresentStep } from "./PresentStep";
import { PresentTitle } from "./PresentTitle";
import "./present.css";

export function Present({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const { store } = useSession();
  const grid = useGrid();
  const lanes = useLanes();
  const journey = useRecord<"journey">(store.journey);
  const columns = useMemo(() => columnsOf(grid.columns).filter((column) => column.step !== ""), [grid]);
  const curve = useCurve(columns, lanes.find((lane) => lane.role === "curve")?.key ?? "");
  // -1 is the title.
  const [at, setAt] = useState(-1);
  const stage = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const before = document.activeElement;
    element.showModal?.();
    // The dialogue itself has the keys; a ring around one of its buttons would only distract the room.
    element.focus();
    // Where the browser does not let us fill the screen, the dialogue still fills the window.
    void element.requestFullscreen?.().catch(() => undefined);
    let filled = false;
    const left = () => {
      if (!document.fullscreenElement && filled) close.current();
      filled = document.fullscreenElement !== null;
    };
    document.addEventListener("fullscreenchange", left);
    return () => {
      document.removeEventListener("fullscreenchange", left);
      element.close?.();
      if (document.fullscreenElement) void document.exitFullscreen();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const go = (by: number) => setAt((now) => Math.max(-1, Math.min(columns.length - 1, now + by)));
  const column = columns[at];
  return (
    <dialog
      ref={stage}
      className="oi-map-present"
      tabIndex={-1}
      aria-label={t("canvas.present.of", { title: journey?.title ?? "" })}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDownCapture={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 }[event.key];
        const onButton = event.target instanceof HTMLButtonElement && event.key === " ";
        if (event.key === "Home") setAt(-1);
        else if (event.key === "End") setAt(columns.length - 1);
        else if (event.key === "Escape") onClose();
        else if (by !== undefined && !onButton) go(by);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div className="oi-map-present-stage" key={at} aria-live="polite">
        {column ? <PresentStep column={column} curve={curve} lanes={lanes} /> : <PresentTitle journey={journey} />}
      </div>
      <nav className="oi-map-present-way" aria-label={t("canvas.present.way")}>
        <IconButton icon="left" label={t("canvas.present.back")} disabled={at < 0} onPress={() => go(-1)} />
        <ol>
          {columns.map((one, place) => (
            <li key={one.step} className={one.opensStage ? "opens-stage" : ""}>
              <button type="button" aria-current={place === at ? "step" : undefined} aria-label={store.get<"step">(one.step)?.name} title={store.get<"step">(one.step)?.name} onClick={() => setAt(place)} />
            </li>
          ))}
        </ol>
        <IconButton icon="right" label={t("canvas.present.next")} disabled={at >= columns.length - 1} onPress={() => go(1)} />
        <IconButton icon="close" label={t("canvas.present.end")} keys="Escape" onPress={onClose} />
      </nav>
    </dialog>
  );
}
