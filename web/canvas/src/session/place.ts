/** From elements of the page to places of the map and back. What lives here: the data attributes' one meaning. */
import type { Focus } from "@outsidein/editor";
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

/** Records that are a place of their own. */
const HEADS: ReadonlySet<string> = new Set(["stage", "step", "actor", "flow", "place"]);

/** The place that an element or one around it stands for. */
export function focusOf(target: EventTarget | null): Focus | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
  if (!element) return null;
  return { parent: element.dataset["parent"] ?? "", lane: element.dataset["lane"] ?? "", id: element.dataset["id"] ?? "" };
}

/** The element of a place, where it is drawn. */
export function elementOf(root: HTMLElement, focus: Focus): HTMLElement | null {
  const named = focus.id && root.querySelector<HTMLElement>(`[data-id="${CSS.escape(focus.id)}"]`);
  return named || root.querySelector<HTMLElement>(`[data-at="${CSS.escape(`${focus.parent}|${focus.lane}|`)}"]`);
}

/** Where a record stands; null where it stands nowhere. */
export function placeOf(store: MapStore, kind: Kind, id: Id): Focus | null {
  const record = store.get(id);
  if (record?.type === "card") return { parent: record.parent, lane: record.lane, id };
  if (record && HEADS.has(record.type)) return { parent: id, lane: "", id };
  if (record?.type === "encounter") return { parent: record.parent, lane: kind.lanes.find((one) => one.role === "touchpoints")?.key ?? "", id };
  return null;
}
