import { expect, test } from "vitest";
import { linesOf, withHead, withLane, type Plan } from "./bringing";

const PLAN: Plan = {
  sheet: "",
  turned: false,
  names: 0,
  stages: 0,
  steps: 1,
  first: 1,
  lanes: [
    { line: 2, name: "Frust", of: "text" },
    { line: 3, name: "Mood", of: "emotion" },
  ],
};

test("a lane that is corrected leaves the others as they are", () => {
  expect(withLane(PLAN, 2, "pains").lanes).toEqual([{ line: 2, name: "Frust", of: "pains" }, PLAN.lanes[1]]);
});

test("a line that names the steps is no lane any more", () => {
  const next = withHead(PLAN, "steps", 2);
  expect([next.steps, next.stages, next.lanes.map((lane) => lane.line)]).toEqual([2, 0, [3]]);
});

test("one line names either steps or stages, and there may be no stages", () => {
  expect(withHead(PLAN, "steps", 0).stages).toBe(-1);
  expect(withHead(PLAN, "stages", -1)).toEqual({ ...PLAN, stages: -1 });
});

test("lines are rows, or columns where steps run down, told by their first words", () => {
  const table = [
    ["", "Search", "Book"],
    ["Pains", "slow", ""],
  ];
  expect(linesOf(table, false)).toEqual(["Search, Book", "Pains, slow"]);
  expect(linesOf(table, true)).toEqual(["Pains", "Search, slow", "Book"]);
  expect(linesOf([["x".repeat(80)]], false)[0]).toHaveLength(60);
});
