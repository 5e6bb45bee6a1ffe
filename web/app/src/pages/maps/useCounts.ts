/** What there is on a map, counted in the words of its kind and structure. Not here: what a map is worth. */
import { useT } from "@outsidein/kit";
import { spineWords, type Kind } from "@outsidein/schema";
import type { MapSummary } from "../../data/questions";
import "./words";

/** “15 towers, 57 cards”; of a map whose kind is not known (yet) only its cards. */
export function useCounts(map: MapSummary, kind: Kind | undefined): string {
  const t = useT();
  const many = (type: string): number => map.counts[type] ?? 0;
  const cards = t("maps.counts", { cards: many("card") });
  switch (kind?.structure) {
    case undefined:
      return cards;
    case "network":
      return t("maps.counts_network", { actors: many("actor"), flows: many("flow") });
    case "spatial":
      return `${t("maps.counts_spatial", { places: many("place") })}, ${cards}`;
    case "hierarchical":
    case "chronological": {
      const { step, steps } = spineWords(kind.spine, t.language);
      return `${t("maps.counts_spine", { n: many("step"), what: many("step") === 1 ? step : steps })}, ${cards}`;
    }
  }
}
