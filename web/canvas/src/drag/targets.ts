/**
 * Where what is dragged would drop, read from the elements under the pointer. What lives here: geometry over the page.
 * Not here: whether a map allows it (the editor).
 */
import type { Id } from "@outsidein/store";
import type { Grip, Target } from "./Drag";

/** The place under the pointer for a thing of this kind, or null. */
export function targetAt(root: HTMLElement, grip: Grip, ids: ReadonlySet<Id>, x: number, y: number): Target | null {
  if (grip === "card" || grip === "encounter") return cellAt(root, grip, ids, x, y);
  if (grip === "lane") return betweenLanes(root, ids, y);
  return betweenColumns(root, grip, ids, x);
}

function cellAt(root: HTMLElement, grip: Grip, ids: ReadonlySet<Id>, x: number, y: number): Target | null {
  const under = document.elementFromPoint(x, y);
  const cell = under?.closest<HTMLElement>(grip === "encounter" ? ".oi-map-encounters" : ".oi-map-cell[data-lane]:not(.oi-map-encounters,.oi-map-curve-cell,.oi-map-figures),.oi-map-quarter");
  if (!cell || !root.contains(cell)) return null;
  const box = cell.getBoundingClientRect();
  const inside = [...cell.querySelectorAll<HTMLElement>("[data-id]")].filter((one) => !ids.has(one.dataset["id"] ?? ""));
  let after: HTMLElement | null = null;
  for (const one of inside) {
    const { top, height, left, width } = one.getBoundingClientRect();
    const before = grip === "encounter" ? y > top + height || (y > top && x > left + width / 2) : y > top + height / 2;
    if (before) after = one;
  }
  const edge = after?.getBoundingClientRect();
  const top = edge ? edge.bottom + 1 : (inside[0]?.getBoundingClientRect().top ?? box.top + 8) - 4;
  return {
    to: { parent: cell.dataset["parent"] ?? "", lane: cell.dataset["lane"] ?? "", after: after?.dataset["id"] ?? "" },
    line: { left: box.left + 5, top, width: box.width - 10, height: 3 },
  };
}

function betweenColumns(root: HTMLElement, grip: "step" | "stage", ids: ReadonlySet<Id>, x: number): Target | null {
  const heads = [...root.querySelectorAll<HTMLElement>(`[data-grip=${grip}]`)];
  let nearest: { head: HTMLElement; edge: number; behind: boolean } | null = null;
  for (const head of heads) {
    if (ids.has(head.dataset["id"] ?? "")) continue;
    const box = head.getBoundingClientRect();
    for (const [edge, behind] of [[box.left, false], [box.right, true]] as const) {
      if (!nearest || Math.abs(edge - x) < Math.abs(nearest.edge - x)) nearest = { head, edge, behind };
    }
  }
  if (!nearest) return null;
  const box = nearest.head.getBoundingClientRect();
  const grid = root.getBoundingClientRect();
  const line = { left: nearest.edge - 1.5, top: box.top, width: 3, height: Math.max(box.height, grid.bottom - box.top) };
  const stage = nearest.head.dataset["stage"] ?? "";
  const siblings = heads.filter((one) => one.dataset["stage"] === stage).map((one) => one.dataset["id"] ?? "");
  const at = siblings.indexOf(nearest.head.dataset["id"] ?? "");
  const before = siblings.slice(0, at).filter((id) => !ids.has(id)).at(-1) ?? "";
  return { to: { parent: stage, lane: "", after: nearest.behind ? (nearest.head.dataset["id"] ?? "") : before }, line };
}

function betweenLanes(root: HTMLElement, ids: ReadonlySet<Id>, y: number): Target | null {
  const heads = [...root.querySelectorAll<HTMLElement>("[data-grip=lane]")].filter((one) => !ids.has(one.dataset["id"] ?? ""));
  let after: HTMLElement | null = null;
  for (const head of heads) {
    const row = head.parentElement?.getBoundingClientRect();
    if (row && y > row.top + row.height / 2) after = head;
  }
  const row = (after ?? heads[0])?.parentElement?.getBoundingClientRect();
  const grid = root.getBoundingClientRect();
  if (!row) return null;
  return {
    to: { parent: heads[0]?.dataset["parent"] ?? "", lane: "", after: after?.dataset["id"] ?? "" },
    line: { left: grid.left, top: (after ? row.bottom : row.top) - 1.5, width: grid.width, height: 3 },
  };
}
