/** Maps to try things on: a small journey, and one as large as they get. */
import type { AnyRecord, Card } from "@outsidein/schema";

export function trip(): AnyRecord[] {
  return [
    { type: "journey", id: "journey:trip", kind: "customer-journey", title: "A trip" },
    { type: "stage", id: "stage:go", parent: "journey:trip", order: "F", name: "Go" },
    { type: "stage", id: "stage:come", parent: "journey:trip", order: "k", name: "Come back" },
    { type: "step", id: "step:pack", parent: "stage:go", order: "F", name: "Pack" },
    { type: "step", id: "step:fly", parent: "stage:go", order: "k", name: "Fly" },
    { type: "step", id: "step:land", parent: "stage:come", order: "V", name: "Land" },
    card("a", "step:pack", "actions", "F", "Fold the shirts"),
    card("b", "step:pack", "actions", "k", "Weigh the bag"),
    card("c", "step:fly", "pains", "V", "Sitting apart"),
  ];
}

export function card(key: string, parent: string, lane: string, order: string, text: string): Card {
  return { type: "card", id: `card:${key}`, parent, lane, order, text };
}

/** 12 stages, 60 steps, 15 lanes, two cards in each cell: 1,800 cards. */
export function large(): AnyRecord[] {
  const lanes = Array.from({ length: 15 }, (_, at) => `lane${String(at)}`);
  const key = (at: number): string => String(at).padStart(2, "0") + "1";
  const records: AnyRecord[] = [{ type: "journey", id: "journey:large", title: "Large" }];
  for (let stage = 0; stage < 12; stage += 1) {
    const at = `stage:${String(stage)}`;
    records.push({ type: "stage", id: at, parent: "journey:large", order: key(stage), name: at });
    for (let step = 0; step < 5; step += 1) {
      const id = `step:${String(stage)}-${String(step)}`;
      records.push({ type: "step", id, parent: at, order: key(step), name: id });
      for (const lane of lanes) for (const nth of [1, 2]) records.push(card(`${id}-${lane}-${String(nth)}`, id, lane, key(nth), "Text"));
    }
  }
  return records;
}
