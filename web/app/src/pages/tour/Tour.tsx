/**
 * A short tour of the map for whoever sees one for the first time: a few words beside the place they speak of. It blocks
 * nothing and can be skipped at any step. What lives here: its steps. Not here: when it starts (MapPage.tsx).
 */
import type { CSSProperties, KeyboardEvent, ReactNode } from "react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button, IconButton, useT, type Key } from "@outsidein/kit";
import "./words";
import "./tour.css";

interface Stop {
  readonly at: string;
  readonly title: Key;
  readonly says: Key;
}

const CURVE: Stop = { at: ".oi-map-curve-ground", title: "tour.curve.title", says: "tour.curve.says" };
const CARD: Stop = { at: ".oi-map-card:has(.oi-map-mark)", title: "tour.card.title", says: "tour.card.says" };
const EDIT: Stop = { at: ".oi-map-card", title: "tour.edit.title", says: "tour.edit.says" };
const LOOK: Stop = { at: ".oi-map-card", title: "tour.look.title", says: "tour.look.says" };
const ACTOR: Stop = { at: ".react-flow__node", title: "tour.actor.title", says: "tour.actor.says" };
const PIN: Stop = { at: ".oi-plan-dot", title: "tour.place.title", says: "tour.place.says" };
const WHO: Stop = { at: "[data-tour=who]", title: "tour.who.title", says: "tour.who.says" };
const SHARE: Stop = { at: "[data-tour=share]", title: "tour.share.title", says: "tour.share.says" };

export interface TourProps {
  readonly canEdit: boolean;
  readonly onEnd: () => void;
}

const WIDE = 340;
const GAP = 12;
/** What of the window stays free for the ring and its glow. */
const EDGE = 10;

export function Tour({ canEdit, onEnd }: TourProps): ReactNode {
  const t = useT();
  const card = useRef<HTMLDivElement>(null);
  // A map without evidence has no curve to point at, only a network has actors: what is not there is left out.
  const [stops] = useState(() => (canEdit ? [CURVE, CARD, EDIT, ACTOR, PIN, WHO, SHARE] : [CURVE, CARD, LOOK, WHO]).filter((one) => document.querySelector(one.at)));
  const [at, setAt] = useState(0);
  const [box, setBox] = useState<DOMRect | null>(null);
  const stop = stops[at];
  useLayoutEffect(() => {
    const element = stop ? document.querySelector(stop.at) : null;
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const look = (): void => setBox(element ? seen(element) : null);
    look();
    addEventListener("resize", look);
    addEventListener("scroll", look, true);
    return () => {
      removeEventListener("resize", look);
      removeEventListener("scroll", look, true);
    };
  }, [stop]);
  useEffect(() => card.current?.querySelector<HTMLElement>("[data-next]")?.focus({ preventScroll: true }), [at]);
  useEffect(() => {
    if (!stops.length) onEnd();
  }, [stops, onEnd]);
  if (!stop) return null;
  const last = at === stops.length - 1;
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onEnd();
    else if (event.key === "ArrowRight" && !last) setAt(at + 1);
    else if (event.key === "ArrowLeft" && at) setAt(at - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {box ? <div className="oi-tour__ring" aria-hidden="true" style={ring(box)} /> : null}
      <div ref={card} className="oi-tour" role="dialog" aria-label={t("tour.label")} aria-describedby="oi-tour-says" style={beside(box)} onKeyDown={press}>
        <IconButton icon="close" size="s" className="oi-tour__close" label={t("tour.skip")} onPress={onEnd} />
        <div id="oi-tour-says" aria-live="polite">
          <strong>{t(stop.title)}</strong>
          <p>{t(stop.says)}</p>
        </div>
        <footer>
          <span>{t("tour.count", { at: at + 1, of: stops.length })}</span>
          {at ? (
            <Button size="s" look="ghost" onPress={() => setAt(at - 1)}>
              {t("tour.back")}
            </Button>
          ) : (
            <Button size="s" look="ghost" onPress={onEnd}>
              {t("tour.skip")}
            </Button>
          )}
          <Button size="s" look="primary" data-next onPress={() => (last ? onEnd() : setAt(at + 1))}>
            {t(last ? "tour.done" : "tour.next")}
          </Button>
        </footer>
      </div>
    </>
  );
}

/** The part of an element that shows: the map scrolls, what stands beside it covers nothing of a ring, the window ends. */
function seen(element: Element): DOMRect {
  const box = element.getBoundingClientRect();
  const around = element.closest(".oi-living")?.getBoundingClientRect() ?? box;
  const [left, top] = [Math.max(box.left, around.left, EDGE), Math.max(box.top, around.top, EDGE)];
  const right = Math.min(box.right, around.right, document.documentElement.clientWidth - EDGE);
  const bottom = Math.min(box.bottom, around.bottom, document.documentElement.clientHeight - EDGE);
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

function ring(box: DOMRect): CSSProperties {
  return { left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8 };
}

/** Below what it speaks of, or above where there is no room; inside the window in any case. */
function beside(box: DOMRect | null): CSSProperties {
  if (!box) return { right: 24, bottom: 24 };
  const left = Math.max(GAP, Math.min(box.left, innerWidth - WIDE - GAP));
  return box.bottom + 200 < innerHeight ? { left, top: box.bottom + GAP } : { left, bottom: Math.max(GAP, innerHeight - box.top + GAP) };
}
