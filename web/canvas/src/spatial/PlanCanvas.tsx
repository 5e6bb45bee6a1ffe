/**
 * The plan as a picture to work on: places as pins, ways as curves, tools above. What lives here: size, zoom, the order of
 * layers. Not here: hands and keys (usePlanHands), where labels stand (layout).
 */
import { editPlace } from "@outsidein/editor";
import { Button, EmptyState, IconButton } from "@outsidein/kit";
import { useEffect, useMemo, useRef, useState } from "react";
import { useSession } from "../session/Session";
import { useFollow } from "../session/useFollow";
import { useTopics } from "../session/watch";
import { useSpeech } from "../words";
import { laidOut } from "./layout";
import { Pin } from "./Pin";
import { PlacesList } from "./PlacesList";
import { PlanPicture } from "./PlanPicture";
import { usePlan } from "./usePlan";
import { usePlanHands } from "./usePlanHands";
import { Ways } from "./Ways";
import "./plan.css";

const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3, 4] as const;
const BLANK = 0.64;
const MARGIN = 24;

export function PlanCanvas() {
  const { t, format } = useSpeech();
  const { store, picture: address } = useSession();
  const plan = usePlan();
  const hands = usePlanHands();
  const title = useTopics([`record:${store.journey}`], () => store.get<"journey">(store.journey)?.title ?? "");
  const [zoom, setZoom] = useState(1);
  const [shape, setShape] = useState(BLANK);
  const view = useRef<HTMLDivElement>(null);
  const room = useRoom(view);
  const fitting = Math.min(room.width - 2 * MARGIN, (room.height - 2 * MARGIN) / shape);
  const width = Math.max(280, Math.round(fitting * zoom));
  const height = Math.round(width * shape);
  const layout = useMemo(() => laidOut(plan, width, height, hands.dragged), [plan, width, height, hands.dragged]);
  const { tool, setTool, canEdit } = hands;
  useFollow((id) => view.current?.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" }));
  const hint = tool.is === "add" ? t("spatial.add.now") : tool.is === "connect" ? (tool.from ? t("spatial.connect.to", { name: hands.name(tool.from) }) : t("spatial.connect.from")) : "";

  if (!plan.picture) {
    return (
      <div className="oi-plan is-without">
        <EmptyState drawing="spatial" title={t("spatial.none")} says={t(canEdit ? "spatial.none.says" : "spatial.none.reader")} action={canEdit ? <PlanPicture has={false} /> : undefined} />
        <PlacesList />
      </div>
    );
  }
  return (
    <div className="oi-plan" data-tool={tool.is}>
      <div className="oi-plan-tools" role="toolbar" aria-label={t("spatial.tools")}>
        {canEdit && (
          <>
            <Button size="s" icon="plus" look={tool.is === "add" ? "primary" : "quiet"} onPress={() => setTool(tool.is === "add" ? { is: "choose" } : { is: "add" })}>
              {t("spatial.add")}
            </Button>
            <Button size="s" icon="branch" look={tool.is === "connect" ? "primary" : "quiet"} onPress={() => setTool(tool.is === "connect" ? { is: "choose" } : { is: "connect", from: "" })}>
              {t("spatial.connect")}
            </Button>
            <PlanPicture has />
          </>
        )}
        <span className="oi-plan-hint" role="status">
          {hint}
        </span>
        <IconButton size="s" icon="zoom-out" label={t("canvas.zoom.out")} disabled={zoom === ZOOMS[0]} onPress={() => setZoom(ZOOMS.findLast((one) => one < zoom) ?? 1)} />
        <span className="oi-plan-zoom">{format.percent(zoom * 100)}</span>
        <IconButton size="s" icon="zoom-in" label={t("canvas.zoom.in")} disabled={zoom === ZOOMS.at(-1)} onPress={() => setZoom(ZOOMS.find((one) => one > zoom) ?? zoom)} />
      </div>
      <div className="oi-plan-view" ref={view} role="group" aria-label={t("spatial.label", { title })} tabIndex={0} {...hands.events}>
        <div className="oi-plan-sheet" style={{ padding: MARGIN, width: width + 2 * MARGIN }}>
          <div className="oi-plan-ground" ref={hands.ground} style={{ width, height }}>
            <img
              src={address(plan.picture)}
              alt=""
              draggable={false}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => naturalWidth > 0 && setShape(naturalHeight / naturalWidth)}
            />
            <Ways ways={layout.ways} labels={layout.labels} width={width} height={height} />
            {plan.places.map((place, at) => (
              <Pin
                key={place.id}
                place={place}
                number={at + 1}
                name={plan.names[at] ?? ""}
                at={layout.spots[at] ?? { x: 0, y: 0 }}
                box={layout.names[at] ?? null}
                writing={hands.writing === place.id}
                onWritten={(name) => hands.written(place.id, name, (text) => editPlace(store, place.id, { name: text }))}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The room that an element has, watched. */
function useRoom(box: React.RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [room, setRoom] = useState({ width: 900, height: 600 });
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) setRoom((now) => (now.width === width && now.height === height ? now : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  });
  return room;
}
