/** The lanes of a map by side, to choose from; what is hidden on the map is not offered. Not here: drawing. */
import { lanesOf } from "@outsidein/editor";
import type { Kind, KindLane } from "@outsidein/schema";
import type { MapStore } from "@outsidein/store";

export type Side = "customer" | "organisation" | "measure";

export interface LaneSide {
  readonly side: Side;
  readonly lanes: readonly KindLane[];
}

/** Lanes with something in them stand for the choice; those of a square and of the curve are lanes like others. */
export function lanesBySide(store: MapStore, kind: Kind): readonly LaneSide[] {
  const lanes = lanesOf(store, kind).filter((one) => !one.hidden);
  const side = (one: KindLane): Side => (one.role === "measure" || one.role === "curve" ? "measure" : one.side === "customer" ? "customer" : "organisation");
  return (["customer", "measure", "organisation"] as const).map((which) => ({ side: which, lanes: lanes.filter((one) => side(one) === which) })).filter((one) => one.lanes.length);
}

/** The end of a day where the person is, as the server takes it. */
export function endOf(day: string | null): string | null {
  return day === null ? null : new Date(`${day}T23:59:59`).toISOString();
}

/** The code that puts a link that may be embedded into a page of another site. */
export function embedCode(address: string, title: string): string {
  const said = title.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
  return `<iframe src="${address.replace("/s/", "/embed/")}" title="${said}" width="960" height="640" loading="lazy" sandbox="allow-scripts allow-popups"></iframe>`;
}
