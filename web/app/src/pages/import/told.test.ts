import { describe, expect, test } from "vitest";
import type { Draft, Line } from "../../data/evidence";
import { leftOf, needsOf, newTouchpoints, rowsOf, shareOf, yesOf } from "./told";

const line = (key: string, more: Partial<Line> = {}): Line => ({
  key,
  kind: "column",
  about: key,
  columns: [key],
  role: "answer",
  looks_like: "",
  why: "",
  sure: "sure",
  bars: [],
  touchpoint: "",
  asks: "satisfaction",
  scale: [1, 5],
  reversed: false,
  values: [],
  name: "",
  time_format: "",
  day: "",
  stands_for: "",
  ...more,
});

const draft = (lines: Line[], more: Partial<Draft> = {}): Draft =>
  ({ lines, doubts: [], wrong: [], touchpoints: [{ key: "gate", name: "Gate" }], ...more }) as unknown as Draft;

describe("the rows of a draft", () => {
  test("what is unsure comes first, the rest stays in the order of the file", () => {
    const rows = rowsOf([line("a"), line("b", { sure: "please check" }), line("c")], new Set());
    expect(rows.map((row) => row.key)).toEqual(["b", "a", "c"]);
  });

  test("three or more segments that are sure share a row, until somebody opens it", () => {
    const lines = ["a", "b", "c"].map((key) => line(key, { role: "segment" }));
    expect(rowsOf(lines, new Set()).map((row) => row.lines.length)).toEqual([3]);
    expect(rowsOf(lines, new Set(["segment"])).map((row) => row.lines.length)).toEqual([1, 1, 1]);
  });

  test("a segment that somebody decided stands by itself", () => {
    const lines = ["a", "b", "c"].map((key) => line(key, { role: "segment" }));
    const rows = rowsOf([...lines, line("d", { role: "segment", sure: "decided" })], new Set());
    expect(rows.map((row) => row.lines.length)).toEqual([1, 3]);
  });
});

test("unsure lines, grave doubts and what is wrong wait for a person; hints do not", () => {
  const found = draft([line("a", { sure: "please check" }), line("b")], {
    doubts: [{ severity: "warning" }, { severity: "hint" }],
    wrong: [{ severity: "error" }],
  });
  expect(needsOf(found)).toBe(3);
});

test("yes is the one text that stands for it", () => {
  const values = [
    { text: "Satisfied", n: 4, stands_for: "1" },
    { text: "Neutral", n: 2, stands_for: "0" },
    { text: "n/a", n: 2, stands_for: "not applicable" },
  ];
  expect(yesOf(line("a", { asks: "outcome", values }))).toBe("Satisfied");
  expect(yesOf(line("a", { asks: "outcome", values: values.map((one) => ({ ...one, stands_for: "1" })) }))).toBe("");
  expect(yesOf(line("a", { values }))).toBe("");
});

test("touchpoints that no map knows are counted once each", () => {
  expect(newTouchpoints(draft(["gate", "desk", "desk", ""].map((touchpoint, n) => line(`${n}`, { touchpoint }))))).toBe(1);
});

test("what is left is told only when something can be said", () => {
  expect(shareOf({ done: 0, total: 1 } as never)).toBeUndefined();
  expect(shareOf({ done: 5, total: 10 } as never)).toBe(0.5);
  expect([leftOf(undefined, 9), leftOf(0.05, 9), leftOf(0.5, 0.2), leftOf(1, 9)]).toEqual([undefined, undefined, undefined, undefined]);
  expect(leftOf(0.75, 6)).toBe(2);
});
