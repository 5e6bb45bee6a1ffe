// Written by tools/typescript.py from the Python code. Do not edit.

/** How a kind of map is laid out. */
export type Structure = "chronological" | "hierarchical" | "network" | "spatial";

/** What a lane shows: cards in cells, touchpoints, a level per step, a corner of a square, or measures. */
export type Role = "cards" | "touchpoints" | "curve" | "quad" | "measure";

/** The form of a good card (the writing guide): what it starts with, or what it is; empty where anything goes. */
export type Writing = "verb" | "question" | "adjective" | "gerund" | "noun" | "change" | "";

/** Whether the cards of a lane stand at steps or at whole stages. */
export type Level = "step" | "stage";

/** Whose side of the journey a lane shows. */
export type Side = "customer" | "organisation";

/** How the cards of a lane are drawn. */
export type LaneLook = "text" | "quote" | "pill" | "card" | "bullet" | "chip" | "number" | "chart";

/** Keys that a lane cannot have: they are fields of steps and stages. */
export const RESERVED_KEYS: readonly string[] = ["about", "arrows", "cards", "goal", "id", "lane", "moment_of_truth", "name", "order", "parent", "stages", "steps", "target", "touchpoints", "type"];
