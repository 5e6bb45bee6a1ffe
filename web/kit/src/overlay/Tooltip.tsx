/**
 * A word on what one points at or focuses. What lives here: when it shows. It is drawn once for all (TooltipHost). Only
 * for what is also said otherwise, as by `aria-label`: a touch screen never shows it.
 */
import type { FocusEvent, PointerEvent, ReactNode } from "react";
import { hideTooltip, showTooltip } from "./tooltips";

export type TooltipPlacement = "bottom" | "top" | "right" | "left";

export interface TooltipProps {
  readonly says: string;
  readonly keys?: string;
  readonly placement?: TooltipPlacement;
  /** What it is about: a Button, IconButton or Link. */
  readonly children: ReactNode;
}

export function Tooltip({ says, keys, placement = "bottom", children }: TooltipProps): ReactNode {
  const show = (box: Element, delay: number): void => {
    const anchor = box.firstElementChild;
    if (anchor) showTooltip({ says, keys, placement, anchor }, delay);
  };
  return (
    // The box has no size of its own; it only hears what happens to the one element in it.
    <span
      className="oi-tooltip-anchor"
      onPointerEnter={(event: PointerEvent) => event.pointerType === "mouse" && show(event.currentTarget, 500)}
      onPointerLeave={() => hideTooltip(120)}
      onPointerDown={() => hideTooltip(0)}
      onFocus={(event: FocusEvent) => event.target.matches(":focus-visible") && show(event.currentTarget, 0)}
      onBlur={() => hideTooltip(0)}
    >
      {children}
    </span>
  );
}
