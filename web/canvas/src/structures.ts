/**
 * Which view draws which structure of map, each loaded when a map of that structure is opened. What lives here: the
 * choice. A map of stages, steps and lanes is drawn by the grid, which needs no entry. Not here: any view.
 */
import { later, type Later } from "@outsidein/kit";
import type { Kind, Structure } from "@outsidein/schema";

export interface StructureViewProps {
  /** Whether it is read as a list (or tables): on narrow screens, or because somebody wants that. */
  readonly asList: boolean;
  readonly zoom: number;
  /** Draw lanes in which nothing stands, too. */
  readonly showEmpty: boolean;
}

export const STRUCTURES: Partial<Record<Structure, Later<StructureViewProps>>> = {
  hierarchical: later(async () => (await import("./towers/TowersView")).TowersView),
  spatial: later(async () => (await import("./spatial/PlanView")).PlanView),
  network: later(async () => (await import("./network/NetworkView")).NetworkView),
};

/** Whether a map has stages and steps, so that it can be walked through and filtered like a grid. */
export function hasSpine(kind: Kind): boolean {
  return kind.records.includes("stage");
}
