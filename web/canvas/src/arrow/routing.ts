/**
 * The ways of arrows between cards on a grid of lanes × columns, so that none crosses a card: the cheapest through a maze
 * of cells, gaps between lanes and gutters between columns. The same ways as Python's (render/arrows/routing.py; held
 * equal by a test). Not here: what runs beside what (tracks), pixels (ways).
 */

/** Where a card stands: lane, first and last column, and its place among the `of` cards of its cell. */
export interface Seat {
  readonly row: number;
  readonly first: number;
  readonly last: number;
  readonly place: number;
  readonly of: number;
}

/** So many rows and columns; `filled` says in which cells something stands. */
export interface Board {
  readonly rows: number;
  readonly columns: number;
  readonly filled: (row: number, column: number) => boolean;
}

export type Side = "top" | "right" | "bottom" | "left";

/**
 * A straight part of a way. `line` is doubled: the gap above row r is 2r, the row itself 2r + 1; the gutter left of column
 * c is 2c, the column itself 2c + 1. `low` and `high` are its ends along the other axis, without the cards it ties.
 */
export interface Run {
  readonly across: boolean;
  readonly line: number;
  readonly low: number;
  readonly high: number;
  readonly track: number;
  readonly of: number;
}

export interface Route {
  readonly leaves: Side;
  readonly enters: Side;
  readonly runs: readonly Run[];
}

/** A place (row and column of the maze) with the way in which it is come to: up, right, down, left. */
type Move = readonly [y: number, x: number, way: number];

const STEPS = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
] as const;
const SIDES = ["top", "right", "bottom", "left"] as const;
const [UP, RIGHT, DOWN, LEFT] = [0, 1, 2, 3] as const;
const HOP = 2;
const BEND = 5;
const CROSSING = 6;
const MANY = 3;

/** A way for each pair of cards, in their order; short ones are laid first, so that long ones go around. */
export function route(board: Board, pairs: readonly (readonly [Seat, Seat])[]): readonly Route[] {
  const maze = new Maze(board);
  const found: Route[] = [];
  const order = pairs.map((pair, at) => ({ pair, at, turn: turnOf(...pair, at) })).sort((one, other) => turnAfter(one.turn, other.turn));
  for (const { pair, at } of order) found[at] = routeOf(...pair, maze.walk(...pair));
  return found;
}

function middle(seat: Seat): number {
  return Math.floor((seat.first + seat.last) / 2);
}

/** When a way is laid: the short first, then by where the cards stand, so that it matters little in which order they came. */
function turnOf(one: Seat, other: Seat, at: number): readonly number[] {
  const apart = Math.abs(one.row - other.row) + Math.abs(middle(one) - middle(other));
  return [apart, one.row, one.first, one.place, other.row, other.first, other.place, at];
}

function turnAfter(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** The places beside a card, each with the way that leads out there; only the ends of a stack open up and down. */
function doors(seat: Seat): readonly Move[] {
  const [y, x] = [2 * seat.row + 1, 2 * middle(seat) + 1];
  return [
    ...(seat.place === seat.of - 1 ? [[y + 1, x, DOWN] as const] : []),
    [y, 2 * seat.last + 2, RIGHT],
    [y, 2 * seat.first, LEFT],
    ...(seat.place === 0 ? [[y - 1, x, UP] as const] : []),
  ];
}

interface Step {
  readonly move: Move;
  readonly before: Step | null;
  readonly last: boolean;
}

/** The grid with every gap and gutter as places of its own, and how often each is in use up and down, or across. */
class Maze {
  readonly #height: number;
  readonly #width: number;
  readonly #trodden = new Map<number, [number, number]>();

  constructor(readonly board: Board) {
    this.#height = 2 * board.rows + 1;
    this.#width = 2 * board.columns + 1;
  }

  /** The cheapest way: each place with the way in which it is come to; the last says how the target is entered. */
  walk(source: Seat, target: Seat): readonly Move[] {
    const ends = new Map<number, number[]>();
    for (const [y, x, out] of doors(target)) ends.set(this.#at(y, x), [...(ends.get(this.#at(y, x)) ?? []), (out + 2) % 4]);
    const beside = source.row === target.row;
    const level = beside && source.place === 0 && target.place === 0;
    const buckets: Step[][] = [];
    const done = new Set<number>();
    const put = (cost: number, step: Step): void => {
      (buckets[cost] ??= []).push(step);
    };
    for (const move of doors(source)) put(this.#cost(...move), { move, before: null, last: false });
    for (let cost = 0; cost < buckets.length; cost += 1) {
      for (const step of buckets[cost] ?? []) {
        if (step.last) return this.#tread(step);
        const [y, x, way] = step.move;
        const key = this.#at(y, x) * 4 + way;
        if (done.has(key)) continue;
        done.add(key);
        for (const into of ends.get(this.#at(y, x)) ?? []) {
          const extra = entering(way, into, beside, level);
          if (extra !== null) put(cost + extra + 1, { move: [y, x, into], before: step, last: true });
        }
        for (const turn of [0, 1, 3]) {
          const onward = (way + turn) % 4;
          const [dy, dx] = STEPS[onward] ?? [0, 0];
          const [v, u] = [y + dy, x + dx];
          if (!this.#free(v, u) || done.has(this.#at(v, u) * 4 + onward)) continue;
          put(cost + this.#cost(v, u, onward) + (turn === 0 ? 0 : BEND), { move: [v, u, onward], before: step, last: false });
        }
      }
    }
    throw new RangeError("gaps and gutters lead everywhere");
  }

  #at(y: number, x: number): number {
    return y * this.#width + x;
  }

  #free(y: number, x: number): boolean {
    if (y < 0 || y >= this.#height || x < 0 || x >= this.#width) return false;
    return !(y % 2 === 1 && x % 2 === 1 && this.board.filled((y - 1) / 2, (x - 1) / 2));
  }

  /** What it costs to come to a place: crossings cost most, empty cells a little more than gaps. */
  #cost(y: number, x: number, way: number): number {
    const trodden = this.#trodden.get(this.#at(y, x)) ?? [0, 0];
    const [along = 0, across = 0] = way % 2 === 1 ? [trodden[1], trodden[0]] : trodden;
    return HOP + (y % 2) * (x % 2) + Math.min(along, MANY) + CROSSING * Math.min(across, MANY);
  }

  #tread(last: Step): readonly Move[] {
    const moves = [last.move];
    for (let step = last.before; step; step = step.before) {
      const [y, x, way] = step.move;
      moves.unshift(step.move);
      const trodden = this.#trodden.get(this.#at(y, x)) ?? [0, 0];
      trodden[way % 2 === 1 ? 1 : 0] += 1;
      this.#trodden.set(this.#at(y, x), trodden);
    }
    return moves;
  }
}

/** What it costs to turn into the target; null for straight back up or down, which needs a run across. */
function entering(way: number, into: number, beside: boolean, level: boolean): number | null {
  const [across, inward] = [way % 2 === 1, into % 2 === 1];
  if (!across && !inward && into !== way) return null;
  // Two cards of one lane that do not stand on one height need a short run in the gutter before the second.
  if (across && inward && (into !== way || (beside && !level))) return 2 * BEND;
  return into === way ? 0 : BEND;
}

function routeOf(source: Seat, target: Seat, moves: readonly Move[]): Route {
  const runs: Run[] = [];
  let begin = 0;
  for (let at = 1; at <= moves.length; at += 1) {
    const way = moves[begin]?.[2] ?? 0;
    if (at < moves.length && moves[at]?.[2] === way) continue;
    // A run begins where the one before it ended; the card at either end is no part of it.
    runs.push(runOf(way % 2 === 1, moves.slice(Math.max(0, begin - 1), at)));
    begin = at;
  }
  const first: Move = moves[0] ?? [0, 0, 0];
  const last: Move = moves.at(-1) ?? first;
  return { leaves: SIDES[first[2]] ?? "top", enters: SIDES[(last[2] + 2) % 4] ?? "top", runs: stepped(source, target, runs, last) };
}

function runOf(across: boolean, places: readonly Move[]): Run {
  const ends = places.map(([y, x]) => (across ? x : y));
  const line = (across ? places[0]?.[0] : places[0]?.[1]) ?? 0;
  return { across, line, low: Math.min(...ends), high: Math.max(...ends), track: 0, of: 1 };
}

/** The runs, with a short one in the gutter between two that lead across in one lane on different heights. */
function stepped(source: Seat, target: Seat, runs: readonly Run[], [y, x]: Move): readonly Run[] {
  const [first, second] = runs;
  const jog: Run = { across: false, line: x, low: y, high: y, track: 0, of: 1 };
  const level = source.place === 0 && target.place === 0;
  if (first && runs.length === 1 && first.across && !level) return [first, jog, { across: true, line: y, low: x, high: x, track: 0, of: 1 }];
  if (first && second && runs.length === 2 && first.across && second.across) return [first, jog, second];
  return runs;
}
