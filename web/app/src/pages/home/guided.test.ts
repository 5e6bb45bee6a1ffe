import { describe, expect, it } from "vitest";
import type { MapSummary } from "../../data/questions";
import { stepsOf } from "./guided";

const nothing = { about: "", maps: [], answers: 0, coverage: 0, lowest: "", readQuotes: false, opportunities: 0, results: 0 };

describe("the guided way through the work", () => {
  it("has eight steps, none of which is done in an empty workspace", () => {
    const steps = stepsOf(nothing);
    expect(steps.map((one) => one.id)).toEqual(["strategy", "scope", "frame", "collect", "consolidate", "empathy", "options", "design"]);
    expect(steps.filter((one) => one.done)).toEqual([]);
  });
  it("ticks what is there", () => {
    const map = { id: "m1", counts: { persona: 1, step: 4, card: 9 } } as unknown as MapSummary;
    const done = stepsOf({ ...nothing, about: "Why", maps: [map], answers: 5, coverage: 60 }).filter((one) => one.done);
    expect(done.map((one) => one.id)).toEqual(["strategy", "scope", "frame", "collect", "consolidate"]);
  });
  it("leads to the lowest point of the map", () => {
    const map = { id: "m1", counts: {} } as unknown as MapSummary;
    const empathy = stepsOf({ ...nothing, maps: [map], lowest: "step:check-in" }).find((one) => one.id === "empathy");
    expect(empathy?.href).toBe("maps/m1?at=step%3Acheck-in");
  });
});
