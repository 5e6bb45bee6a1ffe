/** A share of journeys as a number that opens to its formula, and as a bar with its interval. */
import type { ReactNode } from "react";
import { Figure, useFormat } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import { percent, points } from "./told";

export function Share({ share, title }: { readonly share: Estimate; readonly title: string }): ReactNode {
  return share.value === null ? <span className="oi-faint">–</span> : <Figure estimate={percent(share)} title={title} stacked />;
}

export function Change({ change, title }: { readonly change: Estimate; readonly title: string }): ReactNode {
  return change.value === null ? <span className="oi-faint">–</span> : <Figure estimate={points(change)} title={title} signed stacked />;
}

/** A bar as long as the share, its interval as a lighter end. `of` is what fills the whole. */
export function ShareBar({ share, of = 1, tone = "accent" }: { readonly share: Estimate; readonly of?: number; readonly tone?: "accent" | "warn" | "soft" }): ReactNode {
  const format = useFormat();
  const at = (value: number | null): string => `${(100 * Math.min(Math.max((value ?? 0) / of, 0), 1)).toFixed(2)}%`;
  const text = format.estimate(percent(share));
  return (
    <span className={`oi-sharebar oi-sharebar--${tone}`} title={text.interval}>
      <i style={{ width: at(share.high) }} />
      <b style={{ width: at(share.value) }} />
    </span>
  );
}
