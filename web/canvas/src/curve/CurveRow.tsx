/**
 * The emotion curve across the steps: one drawing behind, a cell with a button for each point in front.
 * What lives here: composition. Not here: geometry (drawing), one point (CurvePoint), levels by hand (LevelHandle).
 */
import type { MapLane } from "@outsidein/editor";
import { later } from "@outsidein/kit";
import { memo, Suspense, useId, useMemo, useState } from "react";
import type { DrawnColumn } from "../grid/columns";
import { LaneHead } from "../grid/LaneHead";
import { useSpeech } from "../words";
import { CurveCell } from "./CurveCell";
import { CurveLegend } from "./CurveLegend";
import { draw } from "./drawing";
import { scaleOf, TICKS } from "./scale";
import { useCurveSummary } from "./useCurveSummary";
import { useCurve } from "./useCurve";
import "./curve.css";

const StoryArc = later(async () => (await import("./StoryArc")).StoryArc);

interface Props {
  readonly lane: MapLane;
  readonly columns: readonly DrawnColumn[];
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly zoom: number;
}

export const CurveRow = memo(function CurveRow({ lane, columns, first, last, width, zoom }: Props) {
  const { t, format } = useSpeech();
  const curve = useCurve(columns, lane.key);
  const scale = useMemo(() => scaleOf(Math.round((curve.series.length > 0 ? 260 : 216) * zoom)), [zoom, curve.series.length]);
  const drawing = useMemo(() => draw(curve, scale, width, 13 * zoom, format), [curve, scale, width, zoom, format]);
  const summary = useCurveSummary(curve);
  const id = useId();
  const [arc, setArc] = useState(false);
  const wide = width * columns.length;
  return (
    <>
      <LaneHead lane={lane} hint={curve.columns.some((one) => one.level) ? t("canvas.curve.hint") : lane.hint}>
        <CurveLegend curve={curve} arc={arc} onArc={setArc} />
        <p className="oi-unseen" id={id}>
          {summary}
        </p>
      </LaneHead>
      <div className="oi-map-curve-ground" aria-hidden="true" style={{ width: wide, height: scale.height }}>
        <svg width={wide} height={scale.height} className="oi-map-curve">
          <rect className="oi-map-zone good" width={wide} height={scale.y(7)} />
          <rect className="oi-map-zone bad" y={scale.y(4)} width={wide} height={scale.height - scale.y(4)} />
          {TICKS.map((tick) => (
            <line key={tick} className={`oi-map-rule${tick === 4 || tick === 7 ? " is-mid" : ""}`} x1="0" x2={wide} y1={scale.y(tick)} y2={scale.y(tick)} />
          ))}
          {drawing.bands.map((band, at) => (
            <path key={at} className={`oi-map-band series-${at + 1}`} d={band} />
          ))}
          <path className="oi-map-band" d={drawing.band} />
          <path className="oi-map-target-line" d={drawing.target} />
          <path className="oi-map-drawn-line" d={drawing.drawn} />
          {drawing.others.map((line, at) => (
            <path key={at} className={`oi-map-level-line series-${at + 1}`} d={line} />
          ))}
          <path className="oi-map-level-line" d={drawing.level} />
          {arc && (
            <Suspense>
              <StoryArc curve={curve} scale={scale} width={width} />
            </Suspense>
          )}
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
        <CurveCell key={column.step || column.stage} column={column} data={curve.columns[column.at]} curve={curve} lane={lane} scale={scale} drawing={drawing} width={width} summary={id} />
      ))}
    </>
  );
});
