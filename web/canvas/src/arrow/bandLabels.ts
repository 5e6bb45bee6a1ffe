/**
 * Where the labels of an arc stand along it, clear of the legs of arcs above it that come down through it. The same as
 * Python's (render/branches/labelling.py). Not here: which arcs lie above it (bandLevels), text and its size.
 */
import { endsOf, SLOTS, type Leg, type Tag, type Wish } from "./bands";

/** From slot to slot. */
export type Span = readonly [low: number, high: number];

/** How wide a label may be that is wider than its arc. */
const SHORT = 40;
/** A label gets up to so many times the slots that it would like. */
const MORE = 3;

const half = (value: number): number => Math.floor(value / 2);
const long = ([low, high]: Span): number => high - low;

/** The slots that an arc may take up on its level; a label on a leg stands over its middle, else left or right of it. */
export function rooms(leg: Leg, wishes: readonly Wish[], width: number): readonly Span[] {
  const ends = endsOf(leg);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const wants = Math.min(Math.max(0, ...wishes.map((one) => one.most)), SHORT, width);
  if (wishes.length > 1 || high - low - 2 >= wants) return [[low, high]];
  const places = [half(low + high - wants), ...(low === high ? [low + 2 - wants, low - 2] : [])];
  const held = new Set(places.map((left) => Math.max(0, Math.min(left, width - wants))));
  return [...held].map((left) => [Math.min(low, left), Math.max(high, left + wants)] as const);
}

/** A place for each label within `span`, and by how many slots they fall short of what can be read. */
export function tagged(leg: Leg, wishes: readonly Wish[], span: Span, cuts: readonly number[]): readonly [tags: readonly Tag[], short: number] {
  const [wish, other] = wishes;
  const ends = endsOf(leg);
  const [start = 0, end = start] = ends;
  if (!wish) return [[], 0];
  const within = withinLegs(ends, span);
  const clear = clearOf(within, cuts).filter(([low, high]) => ends.length > 1 || (low <= start && start <= high));
  if (!other) {
    const [tag, short] = single(clear, wish, half(start + end), within);
    return [[ends.length === 1 ? onLeg(tag, start) : tag], short];
  }
  const middle = half(start + end);
  const found = [wish, other].map((one, at) => {
    const leftmost = start < end === (at === 0);
    const side: Span = leftmost ? [within[0], middle - 1] : [middle + 1, within[1]];
    const inside = clear.map(([low, high]): Span => [Math.max(low, side[0]), Math.min(high, side[1])]).filter(([low, high]) => low < high);
    return ended(inside, one, side, leftmost);
  });
  return [found.map(([tag]) => tag), found.reduce((sum, [, short]) => sum + short, 0)];
}

/** Between its own legs, where the arc is no narrower than its label. */
function withinLegs(ends: readonly number[], span: Span): Span {
  const wide = ends.length > 1 && span[0] === Math.min(...ends) && span[1] === Math.max(...ends);
  return wide ? [span[0] + 1, span[1] - 1] : span;
}

/** What is left of a stretch beside the legs that come down through it. */
function clearOf(within: Span, cuts: readonly number[]): Span[] {
  const found: Span[] = [];
  let low = within[0];
  const high = within[1];
  for (const cut of cuts.filter((one) => low - 1 < one && one < high + 1).sort((one, other) => one - other)) {
    if (cut - 1 > low) found.push([low, cut - 1]);
    low = cut + 1;
  }
  if (high > low) found.push([low, high]);
  return found;
}

/** The nearest clear stretch to `aim` that is wide enough, else the widest, else room over the legs. */
function single(clear: readonly Span[], { most, least }: Wish, aim: number, within: Span): readonly [Tag, number] {
  const far = (one: Span): number => Math.abs(heldIn(one, most, aim) - aim);
  const [near] = clear.filter((one) => long(one) >= most).sort((one, other) => far(one) - far(other) || one[0] - other[0]);
  const best = near ?? [...clear].sort((one, other) => long(other) - long(one) || one[0] - other[0])[0];
  if (!best || long(best) < least) {
    const wide = Math.min(most, long(within), 2 * SLOTS);
    const first = heldIn(within, wide, aim) - half(wide);
    return [{ first, last: first + wide, lean: 0.5 }, least - (best ? long(best) : 0)];
  }
  const middle = heldIn(best, most, aim);
  const reach = Math.min(middle - best[0], best[1] - middle);
  if (reach * 2 < most) return [{ first: best[0], last: best[1], lean: 0.5 }, 0];
  const room = Math.min(reach, half(MORE * most));
  return [{ first: middle - room, last: middle + room, lean: 0.5 }, 0];
}

/** The same room with the label leaning to where the leg stands: however short it is, it stands on it. */
function onLeg(tag: Tag, leg: number): Tag {
  return { ...tag, lean: Math.min(1, Math.max(0, (leg - tag.first) / (tag.last - tag.first))) };
}

/** The middle of a label that stands as near to `aim` as the stretch allows. */
function heldIn(stretch: Span, wants: number, aim: number): number {
  const [low, high] = [stretch[0] + half(wants + 1), stretch[1] - half(wants + 1)];
  return low > high ? half(stretch[0] + stretch[1]) : Math.max(low, Math.min(aim, high));
}

/** The clear stretch nearest to a leg of a long arc. */
function ended(clear: readonly Span[], { most, least }: Wish, side: Span, leftmost: boolean): readonly [Tag, number] {
  const lean = leftmost ? 0 : 1;
  const turned = leftmost ? clear : [...clear].reverse();
  const found = turned.find((one) => long(one) >= Math.min(most, SLOTS + least)) ?? turned.find((one) => long(one) >= least);
  const best = found ?? side;
  const short = found ? 0 : least - Math.max(0, ...clear.map(long));
  const wide = Math.min(long(best), MORE * (found ? most : Math.min(most, 2 * SLOTS)));
  return [leftmost ? { first: best[0], last: best[0] + wide, lean } : { first: best[1] - wide, last: best[1], lean }, short];
}
