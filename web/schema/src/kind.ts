import type { ActorKind, FlowKind, RecordType } from "./records";
import type { LaneLook, Level, Role, Side, Structure, Writing } from "./words";

/** A lane as a kind of map declares it, in the language that was asked for; `GET /api/v1/kinds`. */
export interface KindLane {
  readonly key: string;
  readonly of: string;
  readonly title: string;
  readonly hint: string;
  readonly meaning: string;
  readonly level: Level;
  readonly role: Role;
  readonly writing: Writing;
  readonly look: LaneLook;
  readonly tone: string;
  readonly icon: string;
  readonly side: Side;
  readonly inside: boolean;
  /** Whether its cards are what the organisation has for its customers: under a tower they leave no gap. */
  readonly offers?: boolean;
  readonly required: boolean;
  readonly quad: string;
}

export interface KindQuad {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly icon: string;
}

/** A line drawn across the map behind the lane `after`, such as the line of visibility. */
export interface KindLine {
  readonly key: string;
  readonly name: string;
  readonly after: string;
  /** Whole and heavy, or dashed; dashed where nothing is said. */
  readonly look?: "solid" | "dashed";
}

/** What a kind of map calls its stages and steps; empty where it has none. */
export interface KindSpine {
  readonly stage: string;
  readonly step: string;
  readonly stages: string;
  readonly steps: string;
}

/** A kind of map as data. */
export interface Kind {
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly structure: Structure;
  /** The types of record that a map of this kind may hold. */
  readonly records: readonly RecordType[];
  /** Whether the workspace declares it for itself. */
  readonly own: boolean;
  readonly spine: KindSpine;
  /** The preset with which a map of this kind begins. */
  readonly starter: string;
  readonly lanes: readonly KindLane[];
  readonly quads: readonly KindQuad[];
  readonly lines: readonly KindLine[];
  /** Between records of which types arrows may be drawn, always between two of one type. */
  readonly ties: readonly RecordType[];
  /** What the rings of a network are called, from the centre outwards. */
  readonly rings: readonly string[];
  /** The kinds of value flow, and of actor, that are offered; their names are in `terms`. */
  readonly flows: readonly FlowKind[];
  readonly actors: readonly ActorKind[];
  /** Whether the map needs a picture on which its places stand. */
  readonly plan: boolean;
  /** Entries of the lane catalogue that a map of this kind may add; same shape, `key` empty. */
  readonly catalogue: readonly KindLane[];
  /** Catalogue words for touchpoints: kinds, channels, owners, media, categories, value models; pairs of id and name. */
  readonly terms: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}
