import { openLocal } from "@outsidein/store";
import { describe, expect, it } from "vitest";
import { reading, RECORDS } from "../../test/world";
import { Facts, type Known } from "./Facts";

const known = (fields: Partial<Known> = {}): Known => ({ reading: reading(), compare: [], measures: [], names: new Map(), diagnostics: [], comments: new Map(), marks: new Map(), ...fields });

describe("facts beside the map", () => {
  it("stay the same objects when a new reading says the same", () => {
    const facts = new Facts(openLocal(RECORDS));
    facts.know(known());
    const [backing, signs] = [facts.backing("card:one"), facts.signs("step:fly")];
    facts.know(known({ reading: reading() }));
    expect(facts.backing("card:one")).toBe(backing);
    expect(facts.signs("step:fly")).toBe(signs);
  });

  it("put a finding about a touchpoint at the steps for which it counts", () => {
    const facts = new Facts(openLocal(RECORDS));
    facts.know(known());
    expect(facts.signs("step:fly").hotspots.map((one) => one.where)).toEqual(["touchpoint:crew"]);
    expect(facts.signs("step:book").hotspots).toEqual([]);
  });

  it("give a card the moment of truth of its own touchpoint only", () => {
    const facts = new Facts(openLocal(RECORDS));
    facts.know(known());
    expect(facts.truth("step:book", "touchpoint:form")?.reason).toBe("Money changes hands");
    expect(facts.truth("step:book", undefined)).toBeUndefined();
    expect(facts.truth("step:book", "touchpoint:crew")).toBeUndefined();
  });

  it("see a moment that is marked while somebody looks", () => {
    const store = openLocal(RECORDS);
    const facts = new Facts(store);
    facts.know(known());
    let told = 0;
    const stop = facts.subscribe(() => (told += 1));
    store.edit("mark", (tx) => tx.put({ type: "moment", id: "moment:new", parent: "step:fly", reason: "Landing" }));
    expect(told).toBeGreaterThan(0);
    expect(facts.signs("step:fly").moments.map((one) => one.reason)).toEqual(["Landing"]);
    stop();
  });

  it("put what is known of a touchpoint at the places where it is met, and a moment at the actor it was marked at", () => {
    const store = openLocal([
      ...RECORDS,
      { type: "place", id: "place:desk", parent: "journey:trip", order: "a", x: 0.5, y: 0.5, touchpoint: "touchpoint:crew" },
      { type: "actor", id: "actor:core", name: "Core" },
      { type: "moment", id: "moment:core", parent: "actor:core", reason: "They decide" },
    ]);
    const facts = new Facts(store);
    facts.know(known({ reading: { ...reading(), standing: [{ card: "place:desk", strength: "measured", n: 120, age: 3, stale: false, says: "Measured." }] } }));
    expect(facts.signs("place:desk").hotspots.map((one) => one.where)).toEqual(["touchpoint:crew"]);
    expect(facts.signs("actor:core").moments.map((one) => one.reason)).toEqual(["They decide"]);
    expect(facts.backing("place:desk")?.n).toBe(120);
  });
});
