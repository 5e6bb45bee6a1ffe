/**
 * The curve of one of several roles on a journey, in a row of its own: her line in her tint, a handle for each level.
 * What lives here: composition. Not here: the curve of everybody (CurveRow), geometry (drawing).
 */
import type { MapLane } from "@outsidein/editor";
import { memo, useId, useMemo } from "react";
import { draw } from "../curve/drawing";
import { scaleOf, TICKS } from "../curve/scale";
import type { DrawnColumn } from "../grid/columns";
import { LaneHead } from "../grid/LaneHead";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import { RoleCell } from "./RoleCell";
import { RoleMark } from "./RoleMark";
import { tintOf } from "./tint";
import { useRoleCurve } from "./useRoleCurve";
import "../curve/curve.css";

interface Props {
  readonly lane: MapLane;
  readonly columns: readonly DrawnColumn[];
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly zoom: number;
}

/** Pixels at which the curve of a role is drawn: calmer than the map's own. */
const HEIGHT = 150;

export const RoleCurve = memo(function RoleCurve({ lane, columns, first, last, width, zoom }: Props) {
  const { t, format } = useSpeech();
  const { store } = useSession();
  const { name, curve, says } = useRoleCurve(columns, lane);
  const scale = useMemo(() => scaleOf(Math.round(HEIGHT * zoom)), [zoom]);
  const drawing = useMemo(() => draw(curve, scale, width, 13 * zoom, format), [curve, scale, width, zoom, format]);
  const id = useId();
  const wide = width * columns.length;
  const tint = `tint-${tintOf(store, lane.persona)}`;
  return (
    <>
      <LaneHead lane={lane} hint={t("roles.hint")}>
        <ul className={`oi-map-legend oi-map-role ${tint}`}>
          <li>
            <RoleMark persona={lane.persona} />
            {t("roles.legend", { name })}
          </li>
        </ul>
        <p className="oi-unseen" id={id}>
          {says}
        </p>
      </LaneHead>
      <div className={`oi-map-curve-ground oi-map-role ${tint}`} aria-hidden="true" style={{ width: wide, height: scale.height }}>
        <svg width={wide} height={scale.height} className="oi-map-curve">
          {TICKS.map((tick) => (
            <line key={tick} className={`oi-map-rule${tick === 4 || tick === 7 ? " is-mid" : ""}`} x1="0" x2={wide} y1={scale.y(tick)} y2={scale.y(tick)} />
          ))}
          <path className="oi-map-role-line" d={drawing.drawn} />
        </svg>
      </div>
      <div className="oi-map-ticks" aria-hidden="true">
        {columns.length > 0 && TICKS.map((tick) => (
          <span key={tick} style={{ top: scale.y(tick) }}>
            {format.number(tick)}
          </span>
        ))}
      </div>
      {columns.slice(first, last + 1).map((column) => (
        <RoleCell key={column.step || column.stage} column={column} data={curve.columns[column.at]} lane={lane} name={name} tint={tint} scale={scale} summary={id} />
      ))}
    </>
  );
});
