/**
 * Branches, loops and exits as arcs in a band over the heads of steps: the same arcs as Python's (render/branches; held
 * equal by a test). What lives here: the door and the legs of arcs. Not here: levels (bandLevels), labels (bandLabels).
 */
import { levelled } from "./bandLevels";

export const SLOTS = 24;
/** From so many columns on a way is told at both ends. */
export const FAR = 8;
const EDGE = 3;
const APART = 5;
const LETTER = 1.35;
const PAD = 5;
const SIGN = 3;
const WORD = 25;

/** The slots that a label would like, on one line, and those of its longest word, below which it cannot be read. */
export interface Wish {
  readonly most: number;
  readonly least: number;
}

/** A way between two columns (null: outside), and what its labels would like; two stand at either end. */
export interface Strand {
  readonly source: number | null;
  readonly target: number | null;
  readonly wishes: readonly Wish[];
}

/** The slots in which a strand goes up and comes down; null where it does so outside the picture. */
export type Leg = readonly [start: number | null, end: number | null];

/** The room of a label, from slot to slot; it wraps within. */
export interface Tag {
  readonly first: number;
  readonly last: number;
  /** The share of the room it does not need that lies before it: 0 begins with the room, 1 ends with it. */
  readonly lean: number;
}

/** How a way runs, in slots (24 to a column): up at its first leg, across on its level, down at the other. */
export interface Arc {
  readonly level: number;
  readonly leg: Leg;
  readonly tags: readonly Tag[];
}

/** The arcs of all ways, in their order: no two on one line, no label on another or out of the picture. */
export function arcsOf(strands: readonly Strand[], columns: number): readonly Arc[] {
  const legs = ports(strands);
  return levelled(strands, legs, columns * SLOTS).map(([level, tags], at) => ({ level, leg: legs[at] ?? [null, null], tags }));
}

/** What a label would like, with the `sign` of an exit before it or without. */
export function wishOf(text: string, sign = false): Wish {
  const word = Math.max(0, ...text.split(/\s+/).map((one) => one.length));
  const ends = PAD + (sign ? SIGN : 0);
  return { most: Math.round(text.length * LETTER) + ends, least: Math.round(Math.min(word, WORD) * LETTER) + ends };
}

/** The ends of a leg that lie in the picture. */
export function endsOf(leg: Leg): readonly number[] {
  return leg.filter((end) => end !== null);
}

interface End {
  readonly turn: readonly number[];
  readonly at: number;
  readonly which: 0 | 1;
}

/** The legs of each strand. Ways to the left stand left, the shortest outermost, for it runs within the others. */
export function ports(strands: readonly Strand[]): readonly Leg[] {
  const ends = new Map<number, End[]>();
  strands.forEach(({ source, target }, at) => {
    const both = [[source, target, 0] as const, [target, source, 1] as const];
    for (const [own, other, which] of both) {
      if (own !== null) ends.set(own, [...(ends.get(own) ?? []), { turn: turnOf(own, other, at, which), at, which }]);
    }
  });
  const found = strands.map((): [number | null, number | null] => [null, null]);
  for (const [column, here] of ends) {
    const apart = Math.min(APART, (SLOTS - 2 * EDGE) / Math.max(1, here.length - 1));
    const first = column * SLOTS + SLOTS / 2 - ((here.length - 1) * apart) / 2;
    here.sort((one, other) => inTurn(one.turn, other.turn));
    here.forEach(({ at, which }, place) => {
      const leg = found[at];
      if (leg) leg[which] = Math.floor(first + place * apart + 0.5);
    });
  }
  return found;
}

/** Where an end stands among those of its column: ways to the left, those that go out, ways to the right. */
function turnOf(own: number, other: number | null, at: number, which: number): readonly number[] {
  if (other === null || other === own) return [0, at, which];
  const far = Math.abs(other - own);
  return other < own ? [-1, far, at] : [1, -far, -at];
}

/** The order of two lists of numbers, the first difference deciding. */
export function inTurn(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((part, place) => part !== other[place]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
