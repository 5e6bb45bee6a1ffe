import type { AnyRecord } from "@outsidein/schema";
import { openLocal } from "@outsidein/store";
import { describe, expect, it } from "vitest";
import { addActor, arrangeActors, connectActors, duplicateActors, editActor, editFlow, flowsOf, intoRing, placeActors, remove, ringAt, ringEdges, setRing } from "./index";

const RECORDS: readonly AnyRecord[] = [
  { type: "journey", id: "journey:net", kind: "ecosystem", title: "Fibre" },
  { type: "actor", id: "actor:provider", name: "Fibre provider", ring: 0, x: -0.2, y: 0 },
  { type: "actor", id: "actor:customer", name: "Customer", kind: "person", ring: 0, x: 0.2, y: 0 },
  { type: "actor", id: "actor:bank", name: "Bank", ring: 1 },
  { type: "flow", id: "flow:fee", parent: "actor:customer", to: "actor:provider", label: "monthly fee", kind: "money" },
  { type: "flow", id: "flow:line", parent: "actor:provider", to: "actor:customer", label: "connection" },
];
const open = () => openLocal(RECORDS);

describe("commands on networks", () => {
  it("add an actor where somebody points, on the ring that lies there", () => {
    const store = open();
    const id = addActor(store, { name: "Regulator", spot: { x: 0.9, y: 0.123456 }, rings: 3 });
    expect(store.get<"actor">(id)).toMatchObject({ name: "Regulator", ring: 2, x: 0.9, y: 0.1235 });
  });

  it("connect two actors, never one with itself or with nobody", () => {
    const store = open();
    const id = connectActors(store, "actor:bank", "actor:provider", { kind: "money", label: " settlement " });
    expect(store.get<"flow">(id ?? "")).toMatchObject({ parent: "actor:bank", to: "actor:provider", kind: "money", label: "settlement" });
    expect(connectActors(store, "actor:bank", "actor:bank")).toBeUndefined();
    expect(connectActors(store, "actor:bank", "actor:gone")).toBeUndefined();
    editFlow(store, id ?? "", { to: "actor:bank" });
    expect(store.get<"flow">(id ?? "")?.to).toBe("actor:provider");
  });

  it("place all that were dragged in one edit, and undo takes all of them back", () => {
    const store = open();
    placeActors(store, new Map([["actor:provider", { x: -0.9, y: 0 }], ["actor:bank", { x: 3, y: -0.1 }], ["actor:gone", { x: 0, y: 0 }]]), 3);
    expect(store.get<"actor">("actor:provider")).toMatchObject({ x: -0.9, ring: 2 });
    expect(store.get<"actor">("actor:bank")).toMatchObject({ x: 1, y: -0.1, ring: 2 });
    store.undo();
    expect(store.get<"actor">("actor:provider")).toMatchObject({ x: -0.2, ring: 0 });
    expect(store.get<"actor">("actor:bank")?.x).toBeUndefined();
  });

  it("take over what the layout found without changing a ring", () => {
    const store = open();
    arrangeActors(store, new Map([["actor:bank", { x: 0.95, y: 0 }]]));
    expect(store.get<"actor">("actor:bank")).toMatchObject({ x: 0.95, y: 0, ring: 1 });
  });

  it("move an actor to another ring in the direction in which it stands", () => {
    const store = open();
    setRing(store, ["actor:provider", "actor:bank"], 2, 3);
    const moved = store.get<"actor">("actor:provider");
    expect(moved?.ring).toBe(2);
    expect(moved?.x).toBeLessThan(-0.6);
    expect(store.get<"actor">("actor:bank")).toMatchObject({ ring: 2 });
    for (const ring of [0, 1, 2]) expect(ringAt(intoRing({ x: 0.3, y: -0.4 }, ring, 3), 3)).toBe(ring);
  });

  it("keep a name that would become empty, and drop a text that does", () => {
    const store = open();
    editActor(store, "actor:bank", { name: "  ", about: "Ours" });
    expect(store.get<"actor">("actor:bank")).toMatchObject({ name: "Bank", about: "Ours" });
    editFlow(store, "flow:fee", { label: "" });
    expect(store.get<"flow">("flow:fee")?.label).toBeUndefined();
  });

  it("double actors with the flows between them", () => {
    const store = open();
    const [provider = "", customer = ""] = duplicateActors(store, ["actor:provider", "actor:customer"], 3);
    expect(flowsOf(store, provider).gives.map((one) => [one.to, one.label])).toEqual([[customer, "connection"]]);
    expect(flowsOf(store, provider).gets.map((one) => one.parent)).toEqual([customer]);
  });

  it("remove an actor with every flow that begins or ends there, and bring all back by undo", () => {
    const store = open();
    remove(store, ["actor:customer"]);
    expect(store.ids("flow")).toEqual([]);
    store.undo();
    expect([...store.ids("flow")].sort()).toEqual(["flow:fee", "flow:line"]);
  });

  it("know the same edges of rings as the server", () => {
    expect(ringEdges(3).map((edge) => Math.round(edge * 1e4) / 1e4)).toEqual([0.2933, 0.6467, 1]);
    expect([ringAt({ x: 0, y: 0 }, 3), ringAt({ x: 0.5, y: 0 }, 3), ringAt({ x: 0.9, y: 0.9 }, 3)]).toEqual([0, 1, 2]);
  });
});
