/** The curve of a role at one step: the level that people drew, to be moved by hand or by keys. Not here: the line. */
import type { MapLane } from "@outsidein/editor";
import { LevelHandle } from "../curve/LevelHandle";
import { setLevel } from "../curve/levels";
import { MIDDLE, type Scale } from "../curve/scale";
import type { CurveColumn } from "../curve/useCurve";
import type { DrawnColumn } from "../grid/columns";
import { useSession } from "../session/Session";
import { useCanEdit, useHovered, useMarkOfPlace } from "../session/watch";
import { useSpeech } from "../words";

interface Props {
  readonly column: DrawnColumn;
  readonly data: CurveColumn | undefined;
  readonly lane: MapLane;
  readonly name: string;
  readonly tint: string;
  readonly scale: Scale;
  readonly summary: string;
}

export function RoleCell({ column, data, lane, name, tint, scale, summary }: Props) {
  const { t, format } = useSpeech();
  const { store } = useSession();
  const canEdit = useCanEdit() && !lane.locked;
  const place = { parent: column.step || column.stage, lane: lane.key };
  const mark = useMarkOfPlace(place);
  const near = useHovered(`${place.parent}|${place.lane}`) || mark.includes("focused");
  const level = data?.drawn ?? null;
  const text = level === null ? "" : format.number(level, { decimals: 1 });
  return (
    <div
      className={`oi-map-cell oi-map-curve-cell oi-map-role ${tint} ${mark}${column.opensStage ? " opens-stage" : ""}`}
      role="gridcell"
      aria-colindex={column.at + 2}
      aria-describedby={column.at === 0 ? summary : undefined}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${place.parent}|${place.lane}|`}
      data-parent={place.parent}
      data-lane={place.lane}
      style={{ gridColumn: column.at + 2, height: scale.height }}
    >
      {data?.step && level !== null && (
        <>
          <span className="oi-unseen">{t("roles.level", { name, step: data.name, level: text })}</span>
          <LevelHandle kind="drawn" column={data} scale={scale} lane={lane.key} />
          <b className="oi-map-role-level" aria-hidden="true" style={{ top: scale.y(level) }}>
            {text}
          </b>
        </>
      )}
      {data?.step && level === null && canEdit && near && (
        <span className="oi-map-add-levels">
          <button type="button" className="oi-map-add-level is-drawn" tabIndex={-1} title={t("canvas.curve.draw")} aria-label={t("canvas.curve.draw")} onClick={() => setLevel(store, data, "drawn", lane.key, MIDDLE)}>
            ×
          </button>
        </span>
      )}
    </div>
  );
}
