// Written by tools/typescript.py from the Python code. Do not edit.

/** What an actor on a network is. */
export type ActorKind = "person" | "place" | "object" | "organisation";

/** What flows from one actor to another. */
export type FlowKind = "money" | "goods" | "service" | "information" | "goodwill";

/** How a touchpoint meets the customer. */
export type TouchpointKind = "static" | "interactive" | "human";

/** By which way a touchpoint is reached. */
export type Channel = "digital" | "physical" | "human-assisted" | "automated";

/** Who has a touchpoint in hand. */
export type Owner = "brand" | "partner" | "customer" | "others";

/** What a map claims to show. */
export type State = "as-is" | "to-be" | "ideal";

/** The place of a step in the story that a journey tells, from the first scene to the last. */
export type Beat = "exposition" | "inciting-incident" | "rising-action" | "crisis" | "climax" | "falling-action" | "end";

/** What an answer about a touchpoint says about a step where it is met. */
export type Anchor = "representative" | "indicative";

/** Who says so. */
export type Proposer = "person" | "evidence";

/** What an arrow says: the journey goes on there, goes back there, or ends early (and then leads to no step). */
export type Way = "leads" | "returns" | "leaves";

/** Somebody or something that takes part in an ecosystem; `persona` is the id of the persona that stands for it. */
export interface Actor {
  readonly type: "actor";
  readonly id: string;
  readonly name: string;
  readonly kind?: ActorKind;
  readonly ring?: number;
  readonly x?: number;
  readonly y?: number;
  readonly persona?: string;
  readonly about?: string;
}

/** Value that goes from one actor (the parent) to another (`to`, its id); `label` says what it is. */
export interface Flow {
  readonly type: "flow";
  readonly id: string;
  readonly parent: string;
  readonly to: string;
  readonly label?: string;
  readonly kind?: FlowKind;
  readonly opens?: string;
  readonly evidence?: readonly string[];
}

/** Somebody typical, tied to a segment of the evidence by `segment` (pairs of segment name and value). */
export interface Persona {
  readonly type: "persona";
  readonly id: string;
  readonly name: string;
  readonly summary?: string;
  readonly quote?: string;
  readonly demographics?: readonly string[];
  readonly behaviour?: readonly string[];
  readonly needs?: readonly string[];
  readonly goals?: readonly string[];
  readonly pains?: readonly string[];
  readonly picture?: string;
  readonly account?: string;
  readonly buying_role?: string;
  readonly segment?: readonly (readonly [string, string])[];
}

/** An interface between customer and organisation; its key is the one that evidence speaks of. */
export interface Touchpoint {
  readonly type: "touchpoint";
  readonly id: string;
  readonly name: string;
  readonly kind?: TouchpointKind;
  readonly channel?: Channel;
  readonly device?: string;
  readonly medium?: string;
  readonly interaction?: string;
  readonly owner?: Owner;
  readonly category?: string;
  readonly values?: readonly (readonly [string, number])[];
  readonly about?: string;
  readonly fine?: boolean;
}

/** A row of the map; its parent is the journey, its key the name cards use. `of` is an entry of the catalogue. */
export interface Lane {
  readonly type: "lane";
  readonly id: string;
  readonly parent: string;
  readonly order: string;
  readonly of?: string;
  readonly name?: string;
  readonly hint?: string;
  readonly hidden?: boolean;
  readonly moved?: boolean;
  readonly persona?: string;
  readonly locked?: boolean;
}

/** One statement; its parent is a step, a stage, an actor or a place, `lane` the key of a lane. */
export interface Card {
  readonly type: "card";
  readonly id: string;
  readonly parent: string;
  readonly order: string;
  readonly lane: string;
  readonly text?: string;
  readonly value?: number;
  readonly touchpoint?: string;
  readonly personas?: readonly string[];
  readonly evidence?: readonly string[];
  readonly owner?: string;
  readonly category?: string;
  readonly about?: string;
  readonly picture?: string;
  readonly fine?: boolean;
}

/** A spot on the picture of a map, in the order of the visit; its parent is the journey. */
export interface PlanPlace {
  readonly type: "place";
  readonly id: string;
  readonly parent: string;
  readonly order: string;
  readonly name?: string;
  readonly touchpoint?: string;
  readonly x: number;
  readonly y: number;
  readonly about?: string;
}

/** The head of a map: what it is about, whose experience, from where to where, and who keeps it true. */
export interface Journey {
  readonly type: "journey";
  readonly id: string;
  readonly kind?: string;
  readonly title?: string;
  readonly subtitle?: string;
  readonly state?: State;
  readonly language?: string;
  readonly outcome?: string;
  readonly starts?: string;
  readonly ends?: string;
  readonly loyalty?: string;
  readonly value_model?: string;
  readonly owner?: string;
  readonly reviewed?: string;
  readonly review_every?: number;
  readonly fictional?: boolean;
  readonly of?: string;
  readonly phase?: string;
  readonly plan?: string;
  readonly abbreviations?: readonly (readonly [string, string])[];
  readonly dictionary?: readonly string[];
}

/** A stretch of the journey with one goal of the customer's; its parent is the journey. */
export interface Stage {
  readonly type: "stage";
  readonly id: string;
  readonly parent: string;
  readonly order: string;
  readonly name: string;
  readonly goal?: string;
}

/** One thing the customer goes through; its parent is a stage. `target` is the emotional level aimed at, 1–10. */
export interface Step {
  readonly type: "step";
  readonly id: string;
  readonly parent: string;
  readonly order: string;
  readonly name: string;
  readonly about?: string;
  readonly target?: number;
  readonly opens?: string;
  readonly beat?: Beat;
  readonly capabilities?: readonly string[];
}

/** A touchpoint met at a step (the parent); `touchpoint` is the id of the touchpoint record. */
export interface Encounter {
  readonly type: "encounter";
  readonly id: string;
  readonly parent: string;
  readonly order: string;
  readonly touchpoint: string;
  readonly anchor?: Anchor;
}

/** A moment of truth at a step (the parent), perhaps at one touchpoint of it (its id), always with its reason. */
export interface Moment {
  readonly type: "moment";
  readonly id: string;
  readonly parent: string;
  readonly reason: string;
  readonly touchpoint?: string;
  readonly by?: Proposer;
}

/** Where a step (the parent) leads besides the next one: to another step (its id), back to one, or out. */
export interface Arrow {
  readonly type: "arrow";
  readonly id: string;
  readonly parent: string;
  readonly to?: string;
  readonly label?: string;
  readonly kind?: Way;
}

/** Any record of a map. */
export type AnyRecord = Actor | Flow | Persona | Touchpoint | Lane | Card | PlanPlace | Journey | Stage | Step | Encounter | Moment | Arrow;

/** From the name of a type to its record. */
export interface Records {
  readonly "actor": Actor;
  readonly "flow": Flow;
  readonly "persona": Persona;
  readonly "touchpoint": Touchpoint;
  readonly "lane": Lane;
  readonly "card": Card;
  readonly "place": PlanPlace;
  readonly "journey": Journey;
  readonly "stage": Stage;
  readonly "step": Step;
  readonly "encounter": Encounter;
  readonly "moment": Moment;
  readonly "arrow": Arrow;
}

/** The name of a record type. */
export type RecordType = keyof Records;

/** Records that stand in a sequence. */
export type PlacedRecord = Lane | Card | PlanPlace | Stage | Step | Encounter;
