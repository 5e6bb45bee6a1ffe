/** A value on its scale as a dot, with its interval as a bar; hollow and dashed where there is too little to say. */
import type { Estimate } from "@outsidein/schema";
import type { ReactNode } from "react";
import { useFormat } from "../format/useFormat";
import { useT } from "../words/useT";
import "./figure.css";

export interface IntervalBarProps {
  readonly estimate: Estimate;
  /** The ends of the scale. */
  readonly from: number;
  readonly to: number;
  readonly tone?: "accent" | "good" | "bad";
  /** A second mark: a target. */
  readonly target?: number | null;
  /** Write value and interval below. */
  readonly words?: boolean;
}

export function IntervalBar({ estimate, from, to, tone = "accent", target, words = true }: IntervalBarProps): ReactNode {
  const format = useFormat();
  const t = useT();
  const { value, low, high, small } = estimate;
  const at = (where: number): string => `${(100 * Math.min(Math.max((where - from) / (to - from), 0), 1)).toFixed(2)}%`;
  const text = format.estimate(estimate);
  const said = [text.value, text.unit && ` ${text.unit}`, text.interval && ` (${text.interval})`].filter(Boolean).join("");
  if (value === null) return <span className="oi-faint">{t("kit.nothing_measured")}</span>;
  return (
    <span className={`oi-interval oi-interval--${tone}${small ? " oi-interval--small" : ""}`}>
      <span className="oi-interval__track" aria-hidden="true">
        {low !== null && high !== null ? (
          <i style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
        ) : null}
        {target != null ? <s style={{ left: at(target) }} /> : null}
        <b style={{ left: at(value) }} />
      </span>
      <span className={words ? "oi-interval__words" : "oi-unseen"}>
        {said}
        {small ? <span> {t("kit.few")}</span> : null}
      </span>
    </span>
  );
}
