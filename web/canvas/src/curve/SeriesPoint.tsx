/** A point of a series that is compared: its own shape, so that it is told apart without colour. */
import type { Estimate } from "@outsidein/schema";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import type { Box } from "./labels";
import type { Scale } from "./scale";
import type { CurveColumn } from "./useCurve";

/** Shapes by series: square, triangle, cross, star of four. */
export const SHAPES = ["M-4-4H4V4H-4Z", "M0-5 5 4H-5Z", "M-4-4 4 4M4-4-4 4", "M0-6 2-2 6 0 2 2 0 6-2 2-6 0-2-2Z"] as const;

interface Props {
  readonly series: number;
  readonly label: string;
  readonly column: CurveColumn;
  readonly estimate: Estimate;
  readonly scale: Scale;
  readonly box: Box | undefined;
  readonly left: number;
  readonly decimals: number;
}

export function SeriesPoint({ series, label, column, estimate, scale, box, left, decimals }: Props) {
  const { t, format } = useSpeech();
  const { open } = useSession();
  if (estimate.value === null) return null;
  const text = format.estimate(estimate, { decimals });
  const says = t("canvas.curve.point", { step: `${label}, ${column.name}`, value: text.value, interval: text.interval, n: text.n });
  return (
    <>
      <button
        type="button"
        className={`oi-map-point is-series series-${series + 1}${estimate.small ? " is-small" : ""}`}
        style={{ top: scale.y(estimate.value) }}
        aria-label={says}
        title={says}
        tabIndex={-1}
        onClick={() => open({ what: "point", step: column.step, series: label })}
      >
        <svg width="24" height="24" viewBox="-12 -12 24 24" aria-hidden="true">
          <path className="oi-map-series-shape" d={SHAPES[series % SHAPES.length]} />
        </svg>
      </button>
      {box && (
        <span className={`oi-map-level is-series series-${series + 1}`} aria-hidden="true" style={{ left: (box.left + box.right) / 2 - left, top: box.top }}>
          {text.value}
        </span>
      )}
    </>
  );
}
