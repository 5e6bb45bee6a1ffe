/**
 * Which arc lies over which: the short ones lowest, so that arcs nest, raised or lowered where legs from above would
 * leave a label no room. The same as Python's (render/branches/levels.py). Not here: the labels of one arc (bandLabels).
 */
import { rooms, tagged, type Span } from "./bandLabels";
import { endsOf, inTurn, type Leg, type Strand, type Tag } from "./bands";

/** Slots between two arcs on one level. */
const AIR = 2;
/** How many pairs of arcs are looked at in search of room for labels. */
const MOST_LOOKS = 200_000;

interface Arranged {
  readonly levels: readonly number[];
  readonly spans: readonly Span[];
  readonly tags: readonly (readonly Tag[])[];
  readonly short: readonly number[];
}

/** The level and the labels of each arc over a picture of `width` slots. */
export function levelled(strands: readonly Strand[], legs: readonly Leg[], width: number): readonly (readonly [number, readonly Tag[]])[] {
  const choices = strands.map((strand, at) => rooms(legs[at] ?? [null, null], strand.wishes, width));
  const spans = choices.map(([first = [0, 0] as const]) => first);
  let now = labelled(strands, legs, spans, coloured(spans, legs));
  let looks = Math.floor(MOST_LOOKS / Math.max(1, strands.length) ** 2);
  while (total(now) > 0 && looks > 0) {
    let best: Arranged | null = null;
    // The arc whose label has least room is put where all labels together have more, or nothing helps.
    const wanting = now.short.map((short, at) => [-short, at] as const).filter(([short]) => short < 0).sort(inTurn);
    for (const [, at] of wanting) {
      for (let level = 0; level < Math.max(...now.levels) + 2; level += 1) {
        for (const span of choices[at] ?? []) {
          const same = level === now.levels[at] && span === now.spans[at];
          if (same || !fits(at, level, span, now)) continue;
          looks -= 1;
          const made = labelled(strands, legs, now.spans.with(at, span), now.levels.with(at, level));
          if (total(made) < total(best ?? now)) best = made;
        }
      }
      if (best || looks <= 0) break;
    }
    if (!best) break;
    now = best;
  }
  const used = [...new Set(now.levels)].sort((one, other) => one - other);
  return now.levels.map((level, at) => [used.indexOf(level), now.tags[at] ?? []] as const);
}

function total({ short }: Arranged): number {
  return short.reduce((sum, one) => sum + one, 0);
}

function apart(one: Span, other: Span): boolean {
  return one[1] + AIR <= other[0] || other[1] + AIR <= one[0];
}

/** The lowest free level for each, the short ones first. */
function coloured(spans: readonly Span[], legs: readonly Leg[]): readonly number[] {
  const long = ([start, end]: Leg): number => (start === null || end === null ? 0 : Math.abs(end - start));
  const order = spans.map(([low, high], at) => [long(legs[at] ?? [null, null]), high - low, at] as const).sort(inTurn);
  const taken: Span[][] = [];
  const levels = spans.map(() => 0);
  for (const [, , at] of order) {
    const span = spans[at] ?? [0, 0];
    const free = taken.findIndex((row) => row.every((one) => apart(span, one)));
    levels[at] = free < 0 ? taken.length : free;
    (taken[levels[at]] ??= []).push(span);
  }
  return levels;
}

function fits(at: number, level: number, span: Span, { levels, spans }: Arranged): boolean {
  return spans.every((one, other) => other === at || levels[other] !== level || apart(span, one));
}

/** The labels of all, and by how much each falls short. */
function labelled(strands: readonly Strand[], legs: readonly Leg[], spans: readonly Span[], levels: readonly number[]): Arranged {
  const made = strands.map((strand, at) => {
    const cuts = legs.flatMap((leg, other) => ((levels[other] ?? 0) > (levels[at] ?? 0) ? endsOf(leg) : []));
    return tagged(legs[at] ?? [null, null], strand.wishes, spans[at] ?? [0, 0], cuts);
  });
  return { levels, spans, tags: made.map(([tags]) => tags), short: made.map(([, short]) => short) };
}
