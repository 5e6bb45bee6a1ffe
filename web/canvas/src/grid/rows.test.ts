import { arrange } from "@outsidein/editor";
import { describe, expect, it } from "vitest";
import { KIND } from "../../test/world";
import { columnsOf, stagesOf } from "./columns";
import { lanesDrawn, rowsOf } from "./rows";

const lanes = arrange(KIND, []);
const names = (rows: ReturnType<typeof rowsOf>): readonly string[] => rows.map((row) => row.key);

describe("the rows of a map", () => {
  it("show the customer first, the inside below the line of visibility, numbers on the customer's side", () => {
    const rows = rowsOf(KIND, lanes, { drivers: true, measures: [] }, new Set(), true);
    expect(names(rows)).toEqual(["actions", "thoughts", "emotion", "met", "outcome", "numbers:", "visibility", "inner", "quad:swot"]);
  });

  it("leave out lanes in which nothing stands unless the kind requires them", () => {
    const rows = rowsOf(KIND, lanes, { drivers: false, measures: [] }, new Set(["inner"]), false);
    expect(names(rows)).toEqual(["actions", "emotion", "met", "visibility", "inner"]);
    expect(lanesDrawn(rows)).toEqual(new Set(["actions", "emotion", "met", "inner"]));
  });

  it("stand in the kind's own order where it states lines, with a line behind each lane that it names", () => {
    const lined = { ...KIND, lines: [{ key: "visibility", name: "Line of sight", after: "outcome", look: "solid" as const }, { key: "edge", name: "At the edge", after: lanes.at(-1)?.key ?? "" }] };
    const rows = rowsOf(lined, lanes, { drivers: false, measures: [] }, new Set(["inner", "outcome"]), false);
    const keys = names(rows);
    expect(keys).toEqual([...keys].filter((key) => key !== "line:edge"));
    expect(keys.indexOf("line:visibility")).toBe(keys.indexOf("outcome") + 1);
    expect(rows.find((row) => row.is === "visibility")).toMatchObject({ name: "Line of sight", solid: true });
  });

  it("draw the corners of a square as one row", () => {
    const rows = rowsOf(KIND, lanes, { drivers: false, measures: [] }, new Set(["bad"]), false);
    const quad = rows.find((row) => row.is === "quad");
    expect(quad?.is === "quad" && quad.lanes.map((one) => one.key)).toEqual(["good", "bad"]);
  });
});

describe("the columns of a map", () => {
  const columns = [{ stage: "a", step: "1" }, { stage: "a", step: "2" }, { stage: "b", step: "" }, { stage: "c", step: "3" }];

  it("number the steps over all stages and keep a column for a stage without steps", () => {
    expect(columnsOf(columns).map((one) => one.number)).toEqual([1, 2, 0, 3]);
    expect(columnsOf(columns).map((one) => one.opensStage)).toEqual([true, false, true, true]);
  });

  it("know which columns a stage covers", () => {
    expect(stagesOf(columns).map((one) => [one.first, one.last])).toEqual([[0, 1], [2, 2], [3, 3]]);
  });
});
