/** The curve at one step: its point, its numbers, the drawn level and the target beside it, or why there is a gap. */
import type { MapLane } from "@outsidein/editor";
import { AddLevel } from "./AddLevel";
import { useCanEdit, useHovered, useMarkOfPlace } from "../session/watch";
import type { DrawnColumn } from "../grid/columns";
import { useSpeech } from "../words";
import { CurvePoint } from "./CurvePoint";
import type { Drawing } from "./drawing";
import { LevelHandle } from "./LevelHandle";
import { SeriesPoint } from "./SeriesPoint";
import type { Scale } from "./scale";
import type { Curve, CurveColumn } from "./useCurve";

interface Props {
  readonly column: DrawnColumn;
  readonly data: CurveColumn | undefined;
  readonly curve: Curve;
  readonly lane: MapLane;
  readonly scale: Scale;
  readonly drawing: Drawing;
  readonly width: number;
  readonly summary: string;
}

export function CurveCell({ column, data, curve, lane, scale, drawing, width, summary }: Props) {
  const { t } = useSpeech();
  const canEdit = useCanEdit();
  const place = { parent: column.step || column.stage, lane: lane.key };
  const mark = useMarkOfPlace(place);
  const hovered = useHovered(`${place.parent}|${place.lane}`);
  return (
    <div
      className={`oi-map-cell oi-map-curve-cell ${mark}${column.opensStage ? " opens-stage" : ""}`}
      role="gridcell"
      aria-colindex={column.at + 2}
      aria-describedby={column.at === 0 ? summary : undefined}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${place.parent}|${place.lane}|`}
      data-parent={place.parent}
      data-lane={place.lane}
      style={{ gridColumn: column.at + 2, height: scale.height }}
    >
      {data?.step && (
        <>
          {data.target !== null && <LevelHandle kind="target" column={data} scale={scale} lane={lane.key} />}
          {data.drawn !== null && <LevelHandle kind="drawn" column={data} scale={scale} lane={lane.key} />}
          {data.others.map((estimate, at) =>
            estimate?.value === null || !estimate ? null : (
              <SeriesPoint key={at} series={at} label={curve.series[at] ?? ""} column={data} estimate={estimate} scale={scale} box={drawing.labels.get(`${column.at}/${at}`)} left={column.at * width} decimals={drawing.decimals} />
            ),
          )}
          {data.level ? (
            <CurvePoint column={data} curve={curve} scale={scale} box={drawing.labels.get(`${column.at}`)} left={column.at * width} decimals={drawing.decimals} focusable={mark.includes("focused")} />
          ) : (
            <span className="oi-map-gap" title={data.gap}>
              {data.gap ? t("canvas.curve.gap") : t("canvas.curve.unasked")}
            </span>
          )}
          {canEdit && (hovered || mark.includes("focused")) && <AddLevel column={data} lane={lane.key} scale={scale} />}
        </>
      )}
    </div>
  );
}
