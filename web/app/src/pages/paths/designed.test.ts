import type { Estimate } from "@outsidein/schema";
import { describe, expect, it } from "vitest";
import type { Designed } from "../../data/journeys";
import { lineOf, wrapped } from "./designed";

const share = (value: number): Estimate => ({ value, low: value, high: value, n: 100, method: "Wilson", measure: "", unit: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0 });
const step = (name: string, visited: number) => ({ step: `step:${name}`, name, touchpoints: [name], recorded: true, shared: false, visited: share(visited), skipped: share(1 - visited), in_order: share(0.9) });
const found: Designed = {
  title: "A trip",
  stages: { "step:search": "Choose", "step:book": "Choose", "step:fly": "Go" },
  steps: [step("search", 1), step("book", 0.5), step("fly", 0.2)],
  inserted: [{ touchpoint: "ad", share: share(0.4), after: "" }, ...["a", "b", "c", "d", "e"].map((touchpoint) => ({ touchpoint, share: share(0.1), after: "step:book" }))],
  cases: 100, touched: share(1), in_order: share(1), complete: share(0.2), notes: [],
};

describe("the designed way as a picture", () => {
  it("stands its steps in order, as thick as they are visited", () => {
    const { stops, width } = lineOf(found, 1000);
    expect(stops.map((stop) => stop.x)).toEqual([...stops.map((stop) => stop.x)].sort((a, b) => a - b));
    expect(stops[0]?.thickness).toBeCloseTo(2 * (stops[1]?.thickness ?? 0));
    expect(width).toBeCloseTo(1000);
  });
  it("hangs what is beside the map into the gap after its step, each in a row of its own", () => {
    const { hanging, more, stops, column, height } = lineOf(found, 1000);
    expect(hanging.find((one) => one.touchpoint === "ad")?.x).toBeCloseTo((stops[0]?.x ?? 0) - column / 2);
    const after = hanging.filter((one) => one.x > (stops[1]?.x ?? 0));
    expect(new Set(after.map((one) => one.y)).size).toBe(after.length);
    expect(more).toMatchObject([{ n: 2 }]);
    for (const one of [...hanging, ...more]) expect(one.y).toBeLessThan(height);
  });
  it("spans a stage over its steps", () => {
    expect(lineOf(found, 1000).stages.map((one) => one.name)).toEqual(["Choose", "Go"]);
  });
  it("keeps a step readable in a narrow window, which scrolls", () => {
    expect(lineOf(found, 300).column).toBeGreaterThanOrEqual(130);
  });
  it("writes a name on two lines at most", () => {
    expect(wrapped("Search flights", 200)).toEqual(["Search flights"]);
    expect(wrapped("Drop the bags at the desk before security", 100)).toHaveLength(2);
  });
});
