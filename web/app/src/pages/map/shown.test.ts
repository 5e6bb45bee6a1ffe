import { describe, expect, it } from "vitest";
import { spansOf } from "./shown";

describe("the periods to choose from", () => {
  it("are the quarters that the evidence covers, newest first, then the years", () => {
    const ids = spansOf("2025-11-03", "2026-07-30").map((one) => one.id);
    expect(ids).toEqual(["2026-q3", "2026-q2", "2026-q1", "2025-q4", "2026", "2025"]);
  });
  it("begin and end on the first and last day of a quarter", () => {
    expect(spansOf("2024-02-01", "2024-02-29")[0]).toMatchObject({ first: "2024-01-01", last: "2024-03-31", quarter: 1 });
  });
  it("are none where nothing is dated", () => {
    expect(spansOf(null, null)).toEqual([]);
    expect(spansOf("2026-05-01", "2026-04-01")).toEqual([]);
    expect(spansOf("nonsense", "2026-04-01")).toEqual([]);
  });
});
