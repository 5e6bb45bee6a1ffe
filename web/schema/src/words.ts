// Written by tools/typescript.py from the Python code. Do not edit.

/** How a kind of map is laid out. */
export type Structure = "chronological" | "hierarchical" | "network" | "spatial";

/** What a lane shows: cards in cells, touchpoints, a level per step, a corner of a square, or measures. */
export type Role = "cards" | "touchpoints" | "curve" | "quad" | "measure";

/** The form of a good card (the writing guide): what it starts with, or what it is; empty where anything goes. */
export type Writing = "verb" | "question" | "adjective" | "gerund" | "noun" | "change" | "";

/** Whether the cards of a lane stand at steps, at whole stages, at actors of a network, or at places of a plan. */
export type Level = "step" | "stage" | "actor" | "place";

/** Whose side of the journey a lane shows. */
export type Side = "customer" | "organisation";

/** How the cards of a lane are drawn. */
export type LaneLook = "text" | "quote" | "pill" | "card" | "bullet" | "chip" | "number" | "chart";

/** Keys that a lane cannot have: they are fields of steps and stages. */
export const RESERVED_KEYS: readonly string[] = ["about", "arrows", "beat", "capabilities", "cards", "flows", "goal", "id", "kind", "lane", "moment_of_truth", "name", "opens", "order", "parent", "persona", "ring", "stages", "steps", "target", "touchpoint", "touchpoints", "type", "x", "y"];

/** How tense each beat of a story is, 0–1: a convention, nothing measured. */
export const TENSION: Readonly<Record<string, number>> = { "exposition": 0.1, "inciting-incident": 0.3, "rising-action": 0.55, "crisis": 0.8, "climax": 1, "falling-action": 0.5, "end": 0.15 };
