/**
 * Looking for cards: by text, persona, lane, what backs them, moments of truth. What lives here: search. Not here: what
 * backs a card (the server's reading says), how found and others are drawn.
 */
import type { Card } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import type { Filter, Found, Grid } from "./contract";
import { places } from "./grid";

export type Strength = Filter["strengths"][number];

export const EVERYTHING: Filter = Object.freeze({ text: "", personas: [], lanes: [], strengths: [], moments: false });

/** Whether a filter narrows at all. */
export function narrows(filter: Filter): boolean {
  const { text, personas, lanes, strengths, moments } = filter;
  return text.trim() !== "" || personas.length > 0 || lanes.length > 0 || strengths.length > 0 || moments;
}

/** The cards that a filter finds, in reading order, and those that it does not; null where it does not narrow. */
export function search(store: MapStore, grid: Grid, filter: Filter, strengths: ReadonlyMap<Id, Strength>): Found | null {
  if (!narrows(filter)) return null;
  const words = folded(filter.text).split(/\s+/).filter(Boolean);
  const moments = filter.moments ? momentSteps(store) : null;
  const ids = new Set<Id>();
  const others = new Set<Id>();
  for (const place of places(grid)) {
    if (place.lane === "") continue;
    for (const id of grid.content(place)) {
      const card = store.get<"card">(id);
      if (card?.type !== "card") continue;
      const found =
        (filter.lanes.length === 0 || filter.lanes.includes(card.lane)) &&
        forPersonas(card, filter.personas) &&
        (filter.strengths.length === 0 || filter.strengths.includes(strengths.get(id) ?? "assumption")) &&
        (moments === null || moments.has(card.parent)) &&
        says(store, card, words);
      (found ? ids : others).add(id);
    }
  }
  // Networks and plans have no cells: what stands on them is looked for by what it is called.
  for (const id of [...store.ids("actor"), ...store.ids("flow"), ...store.ids("place")]) {
    const record = store.get<"actor" | "flow" | "place">(id);
    const text = folded([record?.type === "flow" ? record.label : record?.name, record && "about" in record ? record.about : ""].join(" "));
    (words.every((word) => text.includes(word)) ? ids : others).add(id);
  }
  return { ids, others };
}

/** Lower case without accents, so that “uber” finds “Über”. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A card that names no persona speaks of all of them. */
function forPersonas(card: Card, personas: readonly Id[]): boolean {
  if (personas.length === 0 || !card.personas || card.personas.length === 0) return true;
  return card.personas.some((id) => personas.includes(id));
}

function says(store: MapStore, card: Card, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const touchpoint = card.touchpoint ? (store.get<"touchpoint">(card.touchpoint)?.name ?? "") : "";
  const text = folded([card.text, card.value, card.about, card.owner, card.category, touchpoint].filter((one) => one !== undefined).join(" "));
  return words.every((word) => text.includes(word));
}

function momentSteps(store: MapStore): ReadonlySet<Id> {
  return new Set(store.ids("moment").flatMap((id) => store.get<"moment">(id)?.parent ?? []));
}
