/** The matrix of importance and performance: which touchpoints to mend first, keep, watch, and not to overdo. */
import type { ReactNode } from "react";
import { useFormat, useT } from "@outsidein/kit";
import type { Plot, Spot } from "./matrix";
import "./matrix.css";

export interface MatrixProps {
  readonly plot: Plot;
  readonly moments: ReadonlySet<string>;
  readonly chosen: string;
  readonly onChoose: (touchpoint: string) => void;
}

export function Matrix({ plot, moments, chosen, onChoose }: MatrixProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const { width, height, cross } = plot;
  return (
    <svg className="oi-matrix" viewBox={`-46 -22 ${width + 56} ${height + 70}`} role="group" aria-label={t("hotspots.matrix.spoken")}>
      <rect className="oi-matrix__corner oi-matrix__corner--bad" x={0} y={0} width={cross.x} height={cross.y} rx={6} />
      <rect className="oi-matrix__corner oi-matrix__corner--good" x={cross.x} y={0} width={width - cross.x} height={cross.y} rx={6} />
      <g className="oi-matrix__axes" aria-hidden="true">
        <line x1={0} x2={width} y1={height} y2={height} />
        <line x1={0} x2={0} y1={0} y2={height} />
        <line className="oi-matrix__cross" x1={0} x2={width} y1={cross.y} y2={cross.y} />
        <line className="oi-matrix__cross" x1={cross.x} x2={cross.x} y1={0} y2={height} />
        {plot.xTicks.map((tick) => (
          <text key={tick.value} x={tick.at} y={height + 16} textAnchor="middle">{format.number(tick.value, { decimals: tick.value % 1 ? 1 : 0 })}</text>
        ))}
        {plot.yTicks.map((tick) => (
          <text key={tick.value} x={-8} y={tick.at + 4} textAnchor="end">{format.number(tick.value)}</text>
        ))}
        <text className="oi-matrix__title" x={width / 2} y={height + 34} textAnchor="middle">{t("hotspots.matrix.x")}</text>
        <text className="oi-matrix__title" transform={`translate(-34 ${height / 2}) rotate(-90)`} textAnchor="middle">{t("hotspots.matrix.y")}</text>
        <text className="oi-matrix__name" x={2} y={-8}>{t("hotspots.quadrant.mend")}</text>
        <text className="oi-matrix__name" x={width - 2} y={-8} textAnchor="end">{t("hotspots.quadrant.keep")}</text>
        <text className="oi-matrix__name" x={2} y={height + 38}>{t("hotspots.quadrant.watch")}</text>
        <text className="oi-matrix__name" x={width - 2} y={height + 38} textAnchor="end">{t("hotspots.quadrant.overdo")}</text>
      </g>
      {plot.spots.map((spot) => (
        <Dot key={spot.touchpoint} spot={spot} width={width} moment={moments.has(spot.touchpoint)} chosen={chosen === spot.touchpoint} onChoose={onChoose} />
      ))}
    </svg>
  );
}

interface DotProps {
  readonly width: number;
  readonly spot: Spot;
  readonly moment: boolean;
  readonly chosen: boolean;
  readonly onChoose: (touchpoint: string) => void;
}

function Dot({ spot, width, moment, chosen, onChoose }: DotProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const { position } = spot;
  const spoken = t("hotspots.matrix.dot", {
    name: spot.name,
    level: format.number(position.performance.value, { decimals: 1 }),
    importance: format.percent(position.importance.value),
    n: position.performance.n,
  });
  const looks = ["oi-matrix__dot", spot.unsure ? "oi-matrix__dot--unsure" : "", chosen ? "oi-matrix__dot--chosen" : ""].filter(Boolean).join(" ");
  return (
    <g
      className={looks}
      role="button"
      tabIndex={0}
      aria-label={spoken}
      aria-pressed={chosen}
      onClick={() => onChoose(spot.touchpoint)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          onChoose(spot.touchpoint);
        }
      }}
    >
      <rect className="oi-matrix__hit" x={spot.x - 12} y={spot.y - 12} width={24} height={24} />
      <line className="oi-matrix__interval" x1={spot.left} x2={spot.right} y1={spot.y} y2={spot.y} />
      <line className="oi-matrix__interval" x1={spot.x} x2={spot.x} y1={spot.top} y2={spot.bottom} />
      {moment ? <path className="oi-matrix__mark" d={`M${spot.x} ${spot.y - 7}l7 7l-7 7l-7-7z`} /> : <circle className="oi-matrix__mark" cx={spot.x} cy={spot.y} r={5.5} />}
      {spot.label ? (
        <text x={spot.label.x} y={spot.label.y} textAnchor={spot.label.anchor}>{spot.name}</text>
      ) : (
        <text className="oi-matrix__hidden" x={spot.x} y={spot.y - 14} textAnchor={spot.x > width / 2 ? "end" : "start"}>{spot.name}</text>
      )}
    </g>
  );
}
