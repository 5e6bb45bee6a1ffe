/** How far something is; without `value` it only says that it goes on. */
import type { ReactNode } from "react";
import "./show.css";

export interface ProgressBarProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  /** 0–1; missing: cannot be known. */
  readonly value?: number;
  /** On the right: “80,500 of 129,880 rows”. */
  readonly says?: string;
}

export function ProgressBar({ label, labelHidden, value, says }: ProgressBarProps): ReactNode {
  const known = value !== undefined;
  const percent = known ? Math.round(Math.min(Math.max(value, 0), 1) * 100) : undefined;
  return (
    <div className="oi-progress">
      {labelHidden && !says ? null : (
        <div className="oi-progress__words">
          <span className={labelHidden ? "oi-unseen" : undefined}>{label}</span>
          {says ? <span className="oi-faint">{says}</span> : null}
        </div>
      )}
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={says}
        className={known ? "oi-progress__track" : "oi-progress__track oi-progress__track--open"}
      >
        <i style={known ? { width: `${percent}%` } : undefined} />
      </div>
    </div>
  );
}
