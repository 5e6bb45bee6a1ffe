/**
 * Presenting: the map page by page, large and calm, for a room full of people. What lives here: the way through it.
 * Not here: which pages there are (pages), what a page shows (PresentStep, PresentActor, PresentPlace).
 */
import { IconButton, later, type Later } from "@outsidein/kit";
import type { Structure } from "@outsidein/schema";
import { Suspense, useEffect, useRef, useState } from "react";
import { useSession } from "../session/Session";
import { useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { usePages } from "./pages";
import { PresentStep } from "./PresentStep";
import { PresentTitle } from "./PresentTitle";
import "./present.css";
import "../ask/commandWords";

const PresentActor = later(async () => (await import("./PresentActor")).PresentActor);
const PresentPlace = later(async () => (await import("./PresentPlace")).PresentPlace);

/** What a page of a map of a structure shows. */
const PAGE: Readonly<Record<Structure, Later<{ readonly id: string }> | typeof PresentStep>> = { chronological: PresentStep, hierarchical: PresentStep, network: PresentActor, spatial: PresentPlace };

export function Present({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const { store, kind } = useSession();
  const pages = usePages();
  const journey = useRecord<"journey">(store.journey);
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
  const go = (by: number) => setAt((now) => Math.max(-1, Math.min(pages.length - 1, now + by)));
  const page = pages[at];
  const Page = PAGE[kind.structure];
  return (
    <dialog
      ref={stage}
      className="oi-map-present"
      tabIndex={-1}
      aria-label={t("commands.present.of", { title: journey?.title ?? "" })}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDownCapture={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 }[event.key];
        const onButton = event.target instanceof HTMLButtonElement && event.key === " ";
        if (event.key === "Home") setAt(-1);
        else if (event.key === "End") setAt(pages.length - 1);
        else if (event.key === "Escape") onClose();
        else if (by !== undefined && !onButton) go(by);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div className="oi-map-present-stage" key={at} aria-live="polite">
        {page ? (
          <Suspense>
            <Page id={page.id} />
          </Suspense>
        ) : (
          <PresentTitle journey={journey} />
        )}
      </div>
      <nav className="oi-map-present-way" aria-label={t("commands.present.way")}>
        <IconButton icon="left" label={t("commands.present.back")} disabled={at < 0} onPress={() => go(-1)} />
        <ol>
          {pages.map((one, place) => (
            <li key={one.id} className={one.opens ? "opens-stage" : ""}>
              <button type="button" aria-current={place === at ? "step" : undefined} aria-label={one.name} title={one.name} onClick={() => setAt(place)} />
            </li>
          ))}
        </ol>
        <IconButton icon="right" label={t("commands.present.next")} disabled={at >= pages.length - 1} onPress={() => go(1)} />
        <IconButton icon="close" label={t("commands.present.end")} keys="Escape" onPress={onClose} />
      </nav>
    </dialog>
  );
}
