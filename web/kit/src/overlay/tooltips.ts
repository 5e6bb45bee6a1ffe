/** The one tooltip that is shown, and the patience before it is. Not here: its look (TooltipHost). */
import type { TooltipPlacement } from "./Tooltip";

export interface ShownTooltip {
  readonly says: string;
  readonly keys?: string;
  readonly placement: TooltipPlacement;
  readonly anchor: Element;
}

/** So long after one was hidden the next shows at once: one is looking along a row. */
const WARM = 400;
const listeners = new Set<() => void>();
let shown: ShownTooltip | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let hiddenAt = -WARM;

export function showTooltip(next: ShownTooltip, delay: number): void {
  clearTimeout(timer);
  const warm = shown !== null || performance.now() - hiddenAt < WARM;
  if (warm || delay === 0) set(next);
  else timer = setTimeout(() => set(next), delay);
}

export function hideTooltip(delay: number): void {
  clearTimeout(timer);
  if (delay === 0) set(null);
  else timer = setTimeout(() => set(null), delay);
}

/** Somebody points at the tooltip itself: it stays. */
export function keepTooltip(): void {
  clearTimeout(timer);
}

export function shownTooltip(): ShownTooltip | null {
  return shown;
}

export function onTooltip(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: ShownTooltip | null): void {
  if (shown && !next) hiddenAt = performance.now();
  if (shown === next) return;
  shown = next;
  listeners.forEach((listener) => listener());
}
