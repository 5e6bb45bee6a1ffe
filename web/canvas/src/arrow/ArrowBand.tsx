/** Where the journey branches, returns or ends early: arrows above the heads of steps. Not here: their geometry (bands). */
import { remove } from "@outsidein/editor";
import type { Id } from "@outsidein/store";
import { memo, useMemo } from "react";
import type { DrawnColumn } from "../grid/columns";
import { useSession } from "../session/Session";
import { useCanEdit, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import { bandOf, type Arc } from "./bands";
import "./arrow.css";

interface Props {
  readonly columns: readonly DrawnColumn[];
  readonly width: number;
}

export const ArrowBand = memo(function ArrowBand({ columns, width }: Props) {
  const { t } = useSpeech();
  const { store, asking, editor } = useSession();
  const canEdit = useCanEdit();
  const text = useTopics(["type:arrow", "any"], () => JSON.stringify(store.ids("arrow").map((id) => store.get<"arrow">(id))));
  const band = useMemo(() => {
    const place = new Map(columns.map((column) => [column.step, column.at]));
    const arcs = (JSON.parse(text) as readonly (ReturnType<typeof store.get<"arrow">> | null)[]).flatMap((arrow): Arc[] => {
      const from = arrow ? place.get(arrow.parent) : undefined;
      const to = arrow?.to ? place.get(arrow.to) : null;
      if (!arrow || from === undefined || to === undefined) return [];
      return [{ id: arrow.id, from, to, label: arrow.label ?? "", kind: arrow.kind ?? "leads" }];
    });
    return bandOf(arcs, width);
  }, [columns, text, width, store]);
  if (band.arcs.length === 0) return null;

  const name = (step: Id | undefined) => (step ? (store.get<"step">(step)?.name ?? "") : "");
    const wide = columns.length * width;
  return (
    <div className="oi-map-row oi-map-arrows" role="row" aria-label={t("canvas.arrows")} style={{ height: band.height }}>
      <div className="oi-map-corner oi-map-corner-arrows" role="rowheader">
        {t("canvas.arrows")}
      </div>
      <div className="oi-map-arrow-cell" role="gridcell" style={{ gridColumn: `2 / span ${columns.length}` }}>
        <svg width={wide} height={band.height} aria-hidden="true" className="oi-map-arrow-drawing">
          {band.arcs.map((arc) => (
            <g key={arc.id} className={`oi-map-arrow is-${arc.kind}`}>
              <path d={arc.path} />
              <path d={arc.head} />
            </g>
          ))}
        </svg>
        {band.arcs.map((arc) => {
          const says = t("canvas.arrow", { kind: arc.kind, from: name(columns[arc.from]?.step), to: name(arc.to === null ? "" : columns[arc.to]?.step), label: arc.label });
          const style = { left: arc.x, top: arc.y, maxWidth: arc.width };
          if (!canEdit) {
            return (
              <span key={arc.id} className={`oi-map-arrow-label is-${arc.kind}`} style={style} title={says}>
                <span className="oi-unseen">{says}</span>
                <span aria-hidden="true">{arc.label}</span>
              </span>
            );
          }
          return (
            <button
              key={arc.id}
              type="button"
              className={`oi-map-arrow-label is-${arc.kind}`}
              style={style}
              aria-label={says}
              title={says}
              onClick={() => asking.ask({ what: "arrow", from: columns[arc.from]?.step ?? "", arrow: arc.id })}
              onKeyDown={(event) => {
                if (event.key !== "Delete" && event.key !== "Backspace") return;
                event.preventDefault();
                event.stopPropagation();
                remove(store, [arc.id]);
                const step = columns[arc.from]?.step;
                if (step) editor.point({ parent: step, lane: "", id: step });
              }}
            >
              {arc.label || <span aria-hidden="true">↷</span>}
            </button>
          );
        })}
      </div>
    </div>
  );
});
