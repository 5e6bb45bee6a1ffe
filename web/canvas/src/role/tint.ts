/** The tint of each of several roles on one journey: by its place among the map's personas, the same everywhere. */
import type { Id, MapStore } from "@outsidein/store";

/** Tints of the theme that say neither good nor bad. */
export const TINTS = ["human", "org", "warn", "accent"] as const;
export type Tint = (typeof TINTS)[number];

export function tintOf(store: MapStore, persona: Id | ""): Tint {
  return TINTS[Math.max(0, store.ids("persona").indexOf(persona)) % TINTS.length] ?? "human";
}
