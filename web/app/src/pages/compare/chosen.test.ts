import { describe, expect, it } from "vitest";
import type { MapSummary } from "../../data/questions";
import { firstTwo, readTwo, writeTwo } from "./chosen";

const map = (id: string, key: string, state = "as-is"): MapSummary => ({ id, key, state, title: key }) as MapSummary;

describe("the two maps that are compared", () => {
  it("are what the address says, and back", () => {
    const two = { was: "a", now: "b", was_version: "v1", now_version: "" };
    expect(readTwo(`?${writeTwo(two)}`)).toEqual(two);
  });

  it("are a map and the state begun from it, where nothing is asked for", () => {
    const maps = [map("1", "other"), map("2", "trip-to-be", "to-be"), map("3", "trip")];
    expect(firstTwo(readTwo(""), maps)).toMatchObject({ was: "3", now: "2" });
  });

  it("are one map twice, where there is but one", () => {
    expect(firstTwo(readTwo("?was=gone"), [map("1", "trip")])).toMatchObject({ was: "1", now: "1" });
  });
});
