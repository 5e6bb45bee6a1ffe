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
  readonly required: boolean;
  readonly quad: string;
}

export interface KindQuad {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly icon: string;
}

/** A kind of map as data. */
export interface Kind {
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly structure: Structure;
  readonly lanes: readonly KindLane[];
  readonly quads: readonly KindQuad[];
  /** Entries of the lane catalogue that a map of this kind may add; same shape, `key` empty. */
  readonly catalogue: readonly KindLane[];
  /** Catalogue words for touchpoints: kinds, channels, owners, media, categories, value models; pairs of id and name. */
  readonly terms: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}
