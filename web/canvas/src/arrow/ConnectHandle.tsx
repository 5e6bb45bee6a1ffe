/**
 * A handle at the edge of the card under the pointer: pulled onto another card it ties the two. What lives here: the
 * pointer's way. Not here: connecting without a pointer (ask/AskArrow), the arrows that there are (CardArrows).
 */
import { connect } from "@outsidein/editor";
import type { Id } from "@outsidein/store";
import { useEffect, useState, type RefObject } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

interface Props {
  /** The layer over the rows: the handle stands in its coordinates. */
  readonly layer: RefObject<SVGSVGElement | null>;
}

interface Spot {
  readonly id: Id;
  readonly x: number;
  readonly y: number;
}

const cardAt = (target: EventTarget | null): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>(".oi-map-card[data-id]") : null);

export function ConnectHandle({ layer }: Props) {
  const { t } = useSpeech();
  const { store, editor, drag } = useSession();
  const [at, setAt] = useState<Spot | null>(null);
  const [pull, setPull] = useState<readonly [number, number] | null>(null);
  const pulling = pull !== null;

  useEffect(() => {
    const body = layer.current?.parentElement;
    if (!body || pulling) return undefined;
    const over = (event: PointerEvent) => {
      if (event.target instanceof Element && event.target.closest(".oi-map-tie-handle")) return;
      const card = drag.state || event.pointerType === "touch" ? null : cardAt(event.target);
      if (!card) return setAt(null);
      const [own, frame] = [card.getBoundingClientRect(), body.getBoundingClientRect()];
      return setAt({ id: card.dataset["id"] ?? "", x: (own.left + own.right) / 2 - frame.left, y: own.bottom - frame.top });
    };
    const out = () => setAt(null);
    body.addEventListener("pointerover", over);
    body.addEventListener("pointerleave", out);
    return () => {
      body.removeEventListener("pointerover", over);
      body.removeEventListener("pointerleave", out);
    };
  }, [layer, drag, pulling]);

  if (!at) return null;
  const place = (event: React.PointerEvent): readonly [number, number] => {
    const frame = layer.current?.parentElement?.getBoundingClientRect();
    return [event.clientX - (frame?.left ?? 0), event.clientY - (frame?.top ?? 0)];
  };
  const drop = (event: React.PointerEvent) => {
    setPull(null);
    setAt(null);
    const to = cardAt(document.elementFromPoint(event.clientX, event.clientY))?.dataset["id"];
    if (!to || to === at.id) return;
    connect(store, at.id, to);
    editor.say("editor.say.connected", { from: store.get<"card">(at.id)?.text ?? "", to: store.get<"card">(to)?.text ?? "" });
  };
  return (
    <>
      {pull && (
        <svg className="oi-map-ties is-pulled" aria-hidden="true">
          <path className="oi-map-tie-way" d={`M${at.x} ${at.y}L${pull[0]} ${pull[1]}`} />
        </svg>
      )}
      <span
        className="oi-map-tie-handle"
        style={{ left: at.x, top: at.y }}
        title={t("arrows.handle")}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          setPull(place(event));
        }}
        onPointerMove={(event) => pulling && setPull(place(event))}
        onPointerUp={(event) => pulling && drop(event)}
        onPointerCancel={() => setPull(null)}
      />
    </>
  );
}
