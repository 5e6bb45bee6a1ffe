import { describe, expect, it } from "vitest";
import type { StatePoint } from "../../data/states";
import { labelY, pathOf, stretchesOf, yOf } from "./plot";

const point = (column: number, drawn: number | null, there = true): StatePoint => ({
  column, in_was: there, in_now: true, drawn_was: drawn, drawn_now: null, target_was: null, target_now: null, measured_was: null, measured_now: null, effect: "",
});

describe("both curves", () => {
  it("run from 10 at the top to 1 at the bottom", () => {
    expect([yOf(10), yOf(1)]).toEqual([26, 198]);
  });

  it("break where a step has no level, and go on over a step that the state has not", () => {
    const curve = [point(0, 5), point(1, null, false), point(2, 6), point(3, null), point(4, 7)];
    const found = stretchesOf(curve, (one) => one.drawn_was, (one) => one.in_was);
    expect(found.map((one) => one.length)).toEqual([2, 1]);
    expect(pathOf(found[0] ?? [])).toMatch(/^M84 .*L420 /);
  });

  it("label an effect above what is drawn highest", () => {
    expect(labelY({ ...point(0, 4), drawn_now: 8 })).toBe(yOf(8) - 11);
  });
});
