import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { route, type Seat } from "./routing";
import { tracked } from "./tracks";

type Cell = readonly [number, number];
type Five = readonly [number, number, number, number, number];
interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly filled: readonly Cell[];
  readonly pairs: readonly (readonly [Five, Five])[];
  readonly ways: readonly (readonly [string, string, readonly (readonly number[])[]])[];
}

const cases = (JSON.parse(readFileSync(new URL("../../../schema/conformance.json", import.meta.url), "utf8")) as { readonly arrows: readonly string[] }).arrows.map((line) => JSON.parse(line) as Case);
const seat = ([row, first, last, place, of]: Five): Seat => ({ row, first, last, place, of });

describe("arrows between cards", () => {
  it.each(cases.map((one, at) => [at, one] as const))("take the same ways as on paper (%i)", (_, { rows, columns, filled, pairs, ways }) => {
    const full = new Set(filled.map((cell) => cell.join()));
    const board = { rows, columns, filled: (row: number, column: number) => full.has(`${row},${column}`) };
    const found = tracked(route(board, pairs.map(([one, other]) => [seat(one), seat(other)] as const)));
    expect(found.map((way) => [way.leaves, way.enters, way.runs.map((run) => [Number(run.across), run.line, run.low, run.high, run.track, run.of])])).toEqual(ways);
  });
});
