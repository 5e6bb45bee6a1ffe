/** The curve small, up to a step: for the list and for presenting. Not here: the curve of the map. */
import { useMemo } from "react";
import { path, through } from "./line";
import { scaleOf } from "./scale";
import type { Curve } from "./useCurve";
import { arcOf } from "./arc";
import "./arc.css";
import "./curve.css";

interface Props {
  readonly curve: Curve;
  /** The last column that is drawn strongly; what comes after is only hinted at. */
  readonly upTo: number;
  readonly height?: number;
}

const COLUMN = 48;

export function MiniCurve({ curve, upTo, height = 96 }: Props) {
  const scale = useMemo(() => scaleOf(height), [height]);
  const width = COLUMN * curve.columns.length;
  const ys = curve.columns.map((one) => (one.level?.value === null || one.level === null ? (one.drawn === null ? null : scale.y(one.drawn)) : scale.y(one.level.value)));
  const whole = path(through(ys, COLUMN));
  const arc = path(through(arcOf(curve.columns.map((one) => one.beat)).map((tension) => (tension === null ? null : scale.y(1 + 9 * tension))), COLUMN));
  const clip = COLUMN * (upTo + 0.5) + 6;
  return (
    <svg className="oi-map-mini" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="oi-map-mini-rest" d={whole} vectorEffect="non-scaling-stroke" />
      {arc && <path className="oi-map-mini-arc" d={arc} vectorEffect="non-scaling-stroke" />}
      <svg width={clip} height={height} viewBox={`0 0 ${clip} ${height}`} preserveAspectRatio="none">
        <path className="oi-map-level-line" d={whole} vectorEffect="non-scaling-stroke" />
      </svg>
      {curve.columns.map((one, at) => {
        const y = ys[at];
        if (y === null || y === undefined) return null;
        return <line key={one.step} x1={COLUMN * (at + 0.5)} x2={COLUMN * (at + 0.5)} y1={y} y2={y} className={`oi-map-mini-point ${one.tone}${at === upTo ? " is-now" : ""}${at > upTo ? " is-later" : ""}`} vectorEffect="non-scaling-stroke" />;
      })}
    </svg>
  );
}
