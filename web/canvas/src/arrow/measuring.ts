/** The drawn map as boxes, read from the page. What lives here: reading elements. Not here: what is made of them (ways). */
import type { Box, Measured } from "./ways";

/** Rows by their place among the lanes; `lines` are places before which a line is drawn. */
export function measured(body: HTMLElement, rows: readonly string[], sizes: { readonly lane: number; readonly column: number; readonly gutter: number }): Measured {
  const frame = body.getBoundingClientRect();
  const rtl = getComputedStyle(body).direction === "rtl";
  const box = (element: Element): Box => {
    const own = element.getBoundingClientRect();
    const [left, right] = rtl ? [frame.right - own.right, frame.right - own.left] : [own.left - frame.left, own.right - frame.left];
    return { left, right, top: own.top - frame.top, bottom: own.bottom - frame.top };
  };
  const cards = new Map<string, Box>();
  const held = new Map<number, readonly [number, number]>();
  const edges = new Map<number, Box>();
  const lines = new Map<number, number>();
  let line: number | undefined;
  for (const element of body.querySelectorAll<HTMLElement>(".oi-map-lane-row")) {
    if (element.dataset["line"] !== undefined) {
      line ??= box(element).bottom;
      continue;
    }
    const at = rows.indexOf(element.dataset["key"] ?? "");
    if (at < 0) continue;
    if (line !== undefined) lines.set(at, line);
    line = undefined;
    const edge = box(element);
    const inside = [...element.querySelectorAll(".oi-map-card,.oi-map-pill,.oi-map-curve-cell,.oi-map-figure-button")].map(box);
    edges.set(at, edge);
    held.set(at, inside.length > 0 ? [Math.min(...inside.map((one) => one.top)), Math.max(...inside.map((one) => one.bottom))] : [edge.top + 12, edge.bottom - 8]);
    for (const card of element.querySelectorAll<HTMLElement>(".oi-map-card[data-id]")) cards.set(card.dataset["id"] ?? "", box(card));
  }
  const gaps = new Map<number, readonly [number, number]>();
  for (let at = 0; at <= rows.length; at += 1) {
    const [above, below] = [held.get(at - 1), held.get(at)];
    const top = at === 0 ? edges.get(0)?.top : above?.[1];
    const bottom = at === rows.length ? edges.get(at - 1)?.bottom : (lines.get(at) ?? below?.[0]);
    if (top !== undefined && bottom !== undefined) gaps.set(at, [top, bottom]);
  }
  return { cards, rows: held, gaps, start: sizes.lane, column: sizes.column, gutter: sizes.gutter };
}
