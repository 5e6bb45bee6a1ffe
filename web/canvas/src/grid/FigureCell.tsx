/** Numbers of the evidence at a step, one for each touchpoint that counts there, with bars. Not here: how they came. */
import type { Estimate } from "@outsidein/schema";
import { memo } from "react";
import { Bar } from "../card/Bar";
import { useSession } from "../session/Session";
import { useMarkOfPlace, useRecord } from "../session/watch";
import { useSpeech } from "../words";

interface Props {
  /** The record at which the keyboard stands here; empty where it stands in another cell of the lane. */
  readonly parent: string;
  readonly lane: string;
  readonly step: string;
  readonly at: number;
  readonly opensStage: boolean;
  readonly figures: readonly StepFigure[];
  readonly decimals: number;
}

/** One number of one touchpoint; `most` fills the bar, `strong` where it is more than its fair share. */
export interface StepFigure {
  readonly measure: string;
  readonly touchpoint: string;
  readonly estimate: Estimate;
  readonly most: number;
  readonly strong: boolean;
}

export const FigureCell = memo(function FigureCell({ parent, lane, step, at, opensStage, figures, decimals }: Props) {
  const mark = useMarkOfPlace({ parent, lane });
  const stands = parent === "" ? {} : { "data-at": `${parent}|${lane}|`, "data-parent": parent, "data-lane": lane, tabIndex: mark.includes("focused") ? 0 : -1 };
  return (
    <div className={`oi-map-cell oi-map-figures ${mark}${opensStage ? " opens-stage" : ""}`} role="gridcell" aria-colindex={at + 2} style={{ gridColumn: at + 2 }} {...stands}>
      {figures.map((figure) => (
        <One key={figure.touchpoint} step={step} figure={figure} decimals={decimals} named={figures.length > 1} />
      ))}
    </div>
  );
});

function One({ step, figure, decimals, named }: { readonly step: string; readonly figure: StepFigure; readonly decimals: number; readonly named: boolean }) {
  const { t, format } = useSpeech();
  const { open } = useSession();
  const touchpoint = useRecord<"touchpoint">(`touchpoint:${figure.touchpoint}`);
  const place = useRecord<"step">(step);
  const text = format.estimate(figure.estimate, { decimals });
  const { value, low, high, small } = figure.estimate;
  if (value === null) return null;
  const name = touchpoint?.name ?? (figure.touchpoint || place?.name || "");
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`oi-map-figure-button${small ? " is-small" : ""}`}
      title={t("canvas.figure.title", { name, value: `${text.value}${text.unit}`, interval: text.interval, n: text.n })}
      onClick={() => open({ what: "measure", measure: figure.measure, step, touchpoint: figure.touchpoint })}
    >
      <span className="oi-map-figure-line">
        <b>{text.value}</b>
        {text.unit && <span className="oi-map-figure-unit">{text.unit}</span>}
        <span className="oi-map-figure-span">{text.interval}</span>
      </span>
      <Bar value={value} low={low} high={high} most={figure.most} strong={figure.strong} />
      <span className="oi-map-figure-of">
        {named && <span>{name}</span>}
        <span>{t("canvas.n", { n: text.n })}</span>
        {small && <span>{t("canvas.small")}</span>}
      </span>
    </button>
  );
}
