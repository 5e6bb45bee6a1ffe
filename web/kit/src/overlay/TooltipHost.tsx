/** Where the tooltip is drawn: above everything, beside what it is about, inside the window. Stands once in the app. */
import type { ReactNode } from "react";
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { Kbd } from "../show/Kbd";
import type { TooltipPlacement } from "./Tooltip";
import { hideTooltip, keepTooltip, onTooltip, shownTooltip } from "./tooltips";
import "./tooltip.css";

const GAP = 6;

export function TooltipHost(): ReactNode {
  const shown = useSyncExternalStore(onTooltip, shownTooltip);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const own = box.current;
    if (!shown || !own) return;
    // The top layer is above dialogs too.
    own.showPopover?.();
    const { left, top } = beside(shown.anchor.getBoundingClientRect(), own.getBoundingClientRect(), shown.placement);
    own.style.left = `${left}px`;
    own.style.top = `${top}px`;
  }, [shown]);
  useEffect(() => {
    if (!shown) return;
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") hideTooltip(0);
    };
    const away = (): void => hideTooltip(0);
    addEventListener("keydown", escape, true);
    addEventListener("scroll", away, true);
    return () => {
      removeEventListener("keydown", escape, true);
      removeEventListener("scroll", away, true);
    };
  }, [shown]);
  if (!shown) return null;
  return (
    <div ref={box} popover="manual" role="tooltip" className="oi-tooltip" onPointerEnter={keepTooltip} onPointerLeave={() => hideTooltip(120)}>
      {shown.says}
      {shown.keys ? <Kbd keys={shown.keys} /> : null}
    </div>
  );
}

/** Where a box stands beside another; on the other side where there is no room, never outside of the window. */
export function beside(
  anchor: Pick<DOMRect, "left" | "top" | "right" | "bottom" | "width" | "height">,
  own: Pick<DOMRect, "width" | "height">,
  placement: TooltipPlacement,
  window: { readonly innerWidth: number; readonly innerHeight: number } = globalThis.window,
): { readonly left: number; readonly top: number } {
  const middleX = anchor.left + anchor.width / 2 - own.width / 2;
  const middleY = anchor.top + anchor.height / 2 - own.height / 2;
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - own.height;
  const after = anchor.right + GAP;
  const before = anchor.left - GAP - own.width;
  const places = {
    bottom: [middleX, below + own.height <= window.innerHeight ? below : above],
    top: [middleX, above >= 0 ? above : below],
    right: [after + own.width <= window.innerWidth ? after : before, middleY],
    left: [before >= 0 ? before : after, middleY],
  } as const;
  const [left, top] = places[placement];
  return {
    left: Math.min(Math.max(left, GAP), Math.max(window.innerWidth - own.width - GAP, GAP)),
    top: Math.min(Math.max(top, GAP), Math.max(window.innerHeight - own.height - GAP, GAP)),
  };
}
