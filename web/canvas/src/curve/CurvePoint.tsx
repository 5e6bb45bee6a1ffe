/** A point of the curve: a button that opens what was measured there. Not here: the line through it. */
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import type { Box } from "./labels";
import type { Scale } from "./scale";
import { usePointWords } from "./usePointWords";
import type { Curve, CurveColumn } from "./useCurve";

interface Props {
  readonly column: CurveColumn;
  readonly curve: Curve;
  readonly scale: Scale;
  readonly box: Box | undefined;
  /** Where the column begins in the drawing. */
  readonly left: number;
  readonly decimals: number;
  readonly focusable: boolean;
}

export function CurvePoint({ column, curve, scale, box, left, decimals, focusable }: Props) {
  const { t, format } = useSpeech();
  const { open } = useSession();
  const words = usePointWords(column, curve, decimals);
  const level = column.level;
  if (!level || level.value === null) return null;
  const y = scale.y(level.value);
  const whisker = level.low !== null && level.high !== null ? { top: scale.y(level.high) - y, bottom: scale.y(level.low) - y } : null;
  const text = format.estimate(level, { decimals });
  const shape = column.moment ? "moment" : column.tone === "bad" ? "hot" : column.tone === "good" ? "bright" : "plain";
  return (
    <>
      <button
        type="button"
        className={`oi-map-point ${column.tone} is-${shape}${level.small ? " is-small" : ""}`}
        style={{ top: y }}
        aria-label={words.label}
        tabIndex={focusable ? 0 : -1}
        onClick={() => open({ what: "point", step: column.step, series: "" })}
      >
        <svg width="28" height="28" viewBox="-14 -14 28 28" aria-hidden="true">
          {whisker && whisker.bottom - whisker.top > 12 && <line className="oi-map-whisker" y1={whisker.top} y2={whisker.bottom} />}
          {shape === "moment" && <path className="oi-map-diamond" d="M0-8 8 0 0 8-8 0Z" />}
          {shape === "hot" && <path className="oi-map-spot bad" d="M-7-5H7L0 7Z" />}
          {shape === "bright" && <path className="oi-map-spot good" d="M-7 5H7L0-7Z" />}
          {shape === "plain" && <circle className="oi-map-dot" r="5" />}
        </svg>
        <span className="oi-map-point-more" aria-hidden="true" data-side={y > scale.height / 2 ? "up" : "down"}>
          <b>{column.name}</b>
          {words.lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      </button>
      {box && (
        <span className={`oi-map-level ${column.tone}`} aria-hidden="true" style={{ left: (box.left + box.right) / 2 - left, top: box.top }}>
          <b>{text.value}</b>
          <span>{level.small ? t("canvas.n.small", { n: text.n }) : t("canvas.n", { n: text.n })}</span>
        </span>
      )}
    </>
  );
}
