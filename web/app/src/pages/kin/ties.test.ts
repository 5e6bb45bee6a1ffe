import { describe, expect, test } from "vitest";
import type { Kin } from "../../data/kin";
import type { MapSummary } from "../../data/questions";
import { above, states } from "./ties";

const map = (key: string, state = "as-is"): MapSummary => ({ id: `id-${key}`, key, title: key, state }) as MapSummary;
const kin = (key: string, of = "", to = ""): Kin => ({ key, title: key, state: "", of, opens: to ? [{ record: "step:in", name: "Check in", to, known: true }] : [] });

describe("what ties maps", () => {
  const maps = [map("trip-ideal", "ideal"), map("trip-to-be", "to-be"), map("trip"), map("check-in"), map("other")];
  const all = [kin("trip", "", "check-in"), kin("trip-to-be", "trip", "check-in"), kin("trip-ideal", "trip"), kin("check-in", "", "check-in"), kin("other", "gone")];

  test("a finer journey knows every step above it, and is not above itself", () => {
    expect(above("check-in", all, maps).map((one) => [one.map.key, one.step])).toEqual([["trip", "Check in"], ["trip-to-be", "Check in"]]);
    expect(above("trip", all, maps)).toEqual([]);
  });

  test("states of one journey are the same seen from each, the one that they are of first", () => {
    for (const key of ["trip", "trip-to-be", "trip-ideal"]) expect(states(key, all, maps).map((one) => one.key)).toEqual(["trip", "trip-to-be", "trip-ideal"]);
  });

  test("a map of a state whose origin is gone stands alone", () => {
    expect(states("other", all, maps).map((one) => one.key)).toEqual(["other"]);
  });
});
