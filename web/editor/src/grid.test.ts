import { describe, expect, test } from "vitest";
import { KIND, open } from "../test/trip";
import type { Direction, Focus } from "./contract";
import { focusOn, gridOf, walk } from "./grid";
import { hideLane, lanesOf } from "./lanes";
import { shifted, standing } from "./moving";
import { everything, extended, NOTHING, only, pruned, toggled } from "./selection";

const at = (parent: string, lane: string, id = ""): Focus => ({ parent, lane, id });
const make = (): ReturnType<typeof gridOf> => {
  const store = open();
  return gridOf(store, lanesOf(store, KIND));
};

describe("the grid", () => {
  test("has a column for each step, and one for a stage without steps", () => {
    expect(make().columns.map(({ step, stage }) => step || stage)).toEqual(["step:pack", "step:fly", "step:land", "stage:after"]);
  });

  test("has no row for a hidden lane", () => {
    const store = open();
    hideLane(store, "pains");
    expect(gridOf(store, lanesOf(store, KIND)).find(at("step:fly", "pains"))).toBeNull();
  });

  test("finds every place where it is", () => {
    const grid = make();
    for (let row = 0; row < grid.rows.length; row += 1) {
      for (let column = -1; column < grid.columns.length; column += 1) {
        const place = grid.place(row, column);
        if (!place) continue;
        const found = grid.find(place);
        expect(found?.row).toBe(row);
        expect(grid.place(row, found?.column ?? -2)).toEqual(place);
      }
    }
  });
});

describe("walking", () => {
  const walks: [Focus, Direction, Focus | null][] = [
    [at("step:pack", "actions", "card:fold"), "down", at("step:pack", "actions", "card:weigh")],
    [at("step:pack", "actions", "card:weigh"), "down", at("step:pack", "pains")],
    [at("step:pack", "pains"), "up", at("step:pack", "actions", "card:weigh")],
    [at("step:pack", "actions", "card:weigh"), "right", at("step:fly", "actions", "card:board")],
    [at("step:pack", "actions", "card:fold"), "left", at("journey:trip", "actions", "lane:actions")],
    [at("journey:trip", "actions", "lane:actions"), "left", null],
    [at("journey:trip", "actions", "lane:actions"), "down", at("journey:trip", "pains", "lane:pains")],
    [at("step:pack", "actions", "card:fold"), "up", at("step:pack", "", "step:pack")],
    [at("step:pack", "", "step:pack"), "up", at("stage:go", "", "stage:go")],
    [at("stage:go", "", "stage:go"), "up", null],
    [at("stage:go", "", "stage:go"), "right", at("stage:come", "", "stage:come")],
    [at("stage:go", "strengths", "card:seats"), "right", at("stage:come", "strengths")],
    [at("step:fly", "touchpoints", "encounter:fly"), "down", at("stage:go", "strengths", "card:seats")],
    [at("step:land", "pains"), "right", null],
    [at("step:fly", "actions", "card:board"), "rowStart", at("journey:trip", "actions", "lane:actions")],
    [at("step:pack", "actions", "card:fold"), "rowEnd", at("step:land", "actions")],
    [at("step:land", "measures"), "first", at("step:pack", "", "step:pack")],
    [at("step:gone", "actions", "card:gone"), "right", at("step:pack", "", "step:pack")],
  ];
  test.each(walks)("from %j %s is %j", (from, direction, to) => {
    expect(walk(make(), from, direction)).toEqual(to);
  });

  test("reaches every card of the map from the first place, by arrows alone", () => {
    const grid = make();
    const seen = new Set<string>();
    const queue = [focusOn(grid, { parent: "step:pack", lane: "" }, 0)];
    for (let from = queue.pop(); from; from = queue.pop()) {
      const name = JSON.stringify(from);
      if (seen.has(name)) continue;
      seen.add(name);
      for (const direction of ["left", "right", "up", "down"] as const) {
        const to = walk(grid, from, direction);
        if (to) queue.push(to);
      }
    }
    for (const id of everything(grid, NOTHING).ids) expect([...seen].some((one) => one.includes(`"${id}"`)), id).toBe(true);
  });
});

describe("selecting", () => {
  test("a range takes the cards of the rectangle, and in one cell from card to card", () => {
    const grid = make();
    const from = only(at("step:pack", "actions", "card:fold"));
    const wide = extended(grid, from, at("step:fly", "pains", "card:apart"));
    expect([...wide.ids].sort()).toEqual(["card:apart", "card:board", "card:fold", "card:weigh"]);
    expect(extended(grid, wide, at("step:pack", "actions", "card:fold")).ids).toEqual(new Set(["card:fold"]));
    expect(wide.anchor).toEqual(from.focus);
  });

  test("a range of heads takes heads", () => {
    const grid = make();
    const range = extended(grid, only(at("step:pack", "", "step:pack")), at("step:land", "", "step:land"));
    expect([...range.ids]).toEqual(["step:pack", "step:fly", "step:land"]);
  });

  test("one more and one less", () => {
    const one = toggled(NOTHING, at("step:pack", "actions", "card:fold"));
    const two = toggled(one, at("step:fly", "actions", "card:board"));
    expect(two.ids.size).toBe(2);
    expect([...toggled(two, at("step:pack", "actions", "card:fold")).ids]).toEqual(["card:board"]);
  });

  test("what is gone is not selected any more, and the keyboard stays in the place", () => {
    const selection = only(at("step:pack", "actions", "card:fold"));
    expect(pruned(selection, () => true)).toBe(selection);
    expect(pruned(selection, () => false)).toEqual({ ids: new Set(), focus: at("step:pack", "actions"), anchor: at("step:pack", "actions") });
  });
});

describe("moving by keys", () => {
  const path = (ids: string[], ...directions: Direction[]): unknown => {
    const store = open();
    const lanes = lanesOf(store, KIND);
    const grid = gridOf(store, lanes);
    let to = standing(store, grid, ids);
    for (const direction of directions) to = to && shifted(store, grid, lanes, ids, to, direction);
    return to;
  };

  test("begins where the card stands and walks along its cell, then on to the next that takes it", () => {
    expect(path(["card:fold"])).toEqual({ parent: "step:pack", lane: "actions", after: "" });
    expect(path(["card:fold"], "down")).toEqual({ parent: "step:pack", lane: "actions", after: "card:weigh" });
    expect(path(["card:fold"], "down", "down")).toEqual({ parent: "step:pack", lane: "pains", after: "" });
    expect(path(["card:fold"], "down", "down", "down")).toEqual({ parent: "stage:go", lane: "strengths", after: "" });
    expect(path(["card:fold"], "right")).toEqual({ parent: "step:fly", lane: "actions", after: "card:board" });
    expect(path(["card:fold"], "left")).toEqual(path(["card:fold"]));
  });

  test("keeps touchpoints in their lane and levels on the curve", () => {
    expect(path(["encounter:pack"], "down")).toEqual({ parent: "step:pack", lane: "touchpoints", after: "" });
    expect(path(["encounter:pack"], "right")).toEqual({ parent: "step:fly", lane: "touchpoints", after: "encounter:fly" });
    expect(path(["card:feel"], "left")).toEqual({ parent: "step:pack", lane: "emotion", after: "" });
  });

  test("takes a step along its stage and into the next one", () => {
    expect(path(["step:pack"], "right")).toEqual({ parent: "stage:go", lane: "", after: "step:fly" });
    expect(path(["step:pack"], "right", "right")).toEqual({ parent: "stage:come", lane: "", after: "" });
    expect(path(["step:land"], "left")).toEqual({ parent: "stage:go", lane: "", after: "step:fly" });
    expect(path(["stage:go"], "right")).toEqual({ parent: "journey:trip", lane: "", after: "stage:come" });
    expect(path(["stage:go"], "left")).toEqual({ parent: "journey:trip", lane: "", after: "" });
  });
});
