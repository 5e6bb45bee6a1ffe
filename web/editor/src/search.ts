/**
 * Looking for cards and what stands on networks and plans: by text, persona, lane, what backs them, moments of truth. What
 * lives here: search. Not here: what backs a card (the server's reading says), how found and others are drawn.
 */
import type { Card, PlanPlace } from "@outsidein/schema";
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
      const found = fits(card, filter, strengths) && (moments === null || moments.has(card.parent)) && says(store, card, words);
      (found ? ids : others).add(id);
    }
  }
  // Networks and plans have no cells: actors and places are found by what they are called, or for one of their cards.
  for (const id of standing(store)) {
    const held = store.children(id, "card").flatMap((card) => store.get<"card">(card) ?? []);
    const carries = held.some((card) => fits(card, filter, strengths) && says(store, card, words));
    const text = folded(`${called(store, id)} ${about(store, id)}`);
    const named = !ofCards(filter) && backed(id, filter, strengths) && words.every((word) => text.includes(word));
    ((carries || named) && (moments === null || moments.has(id)) ? ids : others).add(id);
  }
  return { ids, others };
}

/** Actors from the centre outwards, each before what it gives; then places in the order of the visit. */
function standing(store: MapStore): readonly Id[] {
  const ring = (id: Id): number => store.get<"actor">(id)?.ring ?? 1;
  const actors = [...store.ids("actor")].sort((one, other) => ring(one) - ring(other));
  const flows = store.ids("flow");
  const given = actors.flatMap((id) => [id, ...flows.filter((flow) => store.get<"flow">(flow)?.parent === id)]);
  return [...given, ...store.children(store.journey, "place")];
}

/** What is found goes by: the words of a card, the name of what stands on a network or a plan. */
export function called(store: MapStore, id: Id): string {
  const record = store.get(id);
  switch (record?.type) {
    case "card":
      return record.text ?? "";
    case "flow":
      return record.label ?? "";
    case "place":
      return nameOfPlace(store, record);
    default:
      return record && "name" in record ? (record.name ?? "") : "";
  }
}

/** What a place is called: its own name, or that of the touchpoint met there. */
export function nameOfPlace(store: MapStore, place: PlanPlace): string {
  return place.name || store.get<"touchpoint">(place.touchpoint ?? "")?.name || "";
}

function about(store: MapStore, id: Id): string {
  const record = store.get(id);
  return record && "about" in record ? (record.about ?? "") : "";
}

/** Whether a filter asks for what only a card has. */
function ofCards({ personas, lanes }: Filter): boolean {
  return personas.length > 0 || lanes.length > 0;
}

function backed(id: Id, { strengths: wanted }: Filter, strengths: ReadonlyMap<Id, Strength>): boolean {
  return wanted.length === 0 || wanted.includes(strengths.get(id) ?? "assumption");
}

function fits(card: Card, filter: Filter, strengths: ReadonlyMap<Id, Strength>): boolean {
  return (
    (filter.lanes.length === 0 || filter.lanes.includes(card.lane)) &&
    forPersonas(card, filter.personas) &&
    backed(card.id, filter, strengths)
  );
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
