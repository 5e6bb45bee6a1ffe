/** What the lines and signs of the curve mean, and the way to its table. Not here: the curve. */
import { later } from "@outsidein/kit";
import { useState, Suspense } from "react";
import { useSpeech } from "../words";
import { SHAPES } from "./SeriesPoint";
import type { Curve } from "./useCurve";

const CurveTable = later(async () => (await import("./CurveTable")).CurveTable);

interface Props {
  readonly curve: Curve;
  /** Whether the arc of the story is drawn beside the curve. */
  readonly arc: boolean;
  readonly onArc: (arc: boolean) => void;
}

export function CurveLegend({ curve, arc, onArc }: Props) {
  const { t } = useSpeech();
  const [table, setTable] = useState(false);
  const drawn = curve.columns.some((one) => one.drawn !== null);
  const target = curve.columns.some((one) => one.target !== null);
  const measured = curve.columns.some((one) => one.level);
  return (
    <>
      <ul className="oi-map-legend">
        {measured && (
          <li>
            <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
              <rect className="oi-map-band" width="22" height="10" />
              <path className="oi-map-level-line" d="M0 5H22" />
              <circle className="oi-map-dot" cx="11" cy="5" r="3.2" />
            </svg>
            {curve.series.length > 0 ? t("canvas.curve.everyone") : t("canvas.curve.legend.measured")}
          </li>
        )}
        {curve.series.map((label, at) => (
          <li key={label}>
            <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
              <path className={`oi-map-level-line series-${at + 1}`} d="M0 5H22" />
              <g transform="translate(11 5) scale(.75)">
                <path className={`oi-map-series-shape series-${at + 1}`} d={SHAPES[at % SHAPES.length]} />
              </g>
            </svg>
            {label}
          </li>
        ))}
        {target && (
          <li>
            <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
              <path className="oi-map-target-line" d="M0 5H22" />
            </svg>
            {t("canvas.curve.legend.target")}
          </li>
        )}
        {drawn && (
          <li>
            <svg width="22" height="10" viewBox="-11 -5 22 10" aria-hidden="true">
              <path className="oi-map-hand" d="M-3-3 3 3M3-3-3 3" />
            </svg>
            {t("canvas.curve.legend.drawn")}
          </li>
        )}
      </ul>
      {curve.columns.some((one) => one.beat) && (
        <button type="button" className="oi-map-quiet-link" tabIndex={-1} aria-pressed={arc} onClick={() => onArc(!arc)}>
          {t("canvas.curve.arc")}
        </button>
      )}
      <button type="button" className="oi-map-quiet-link" tabIndex={-1} onClick={() => setTable(true)}>
        {t("canvas.curve.table")}
      </button>
      {table && (
        <Suspense>
          <CurveTable curve={curve} onClose={() => setTable(false)} />
        </Suspense>
      )}
    </>
  );
}
