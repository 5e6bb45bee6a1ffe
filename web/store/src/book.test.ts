import type { Card } from "@outsidein/schema";
import { describe, expect, test, vi } from "vitest";
import { card, large, trip } from "../test/maps";
import { openLocal } from "./local";

const cells = ["step:pack", "actions"] as const;

describe("reading a map", () => {
  test("gives a record as the same object until it changes", () => {
    const store = openLocal(trip());
    const before = store.get("card:a");
    store.edit("write", (tx) => tx.set<"card">("card:b", { text: "Other" }));
    expect(store.get("card:a")).toBe(before);
    store.edit("write", (tx) => tx.set<"card">("card:a", { text: "Roll the shirts" }));
    expect(store.get("card:a")).not.toBe(before);
    expect(store.get<"card">("card:a")?.text).toBe("Roll the shirts");
    expect(Object.isFrozen(store.get("card:a"))).toBe(true);
  });

  test("gives children, cells and types in order, and the same list until it changes", () => {
    const store = openLocal(trip());
    expect(store.journey).toBe("journey:trip");
    expect(store.children("journey:trip", "stage")).toEqual(["stage:go", "stage:come"]);
    const steps = store.children("stage:go", "step");
    expect(steps).toEqual(["step:pack", "step:fly"]);
    expect(store.cell(...cells)).toEqual(["card:a", "card:b"]);
    store.edit("write", (tx) => tx.set<"step">("step:pack", { name: "Pack it" }));
    expect(store.children("stage:go", "step")).toBe(steps);
    expect(store.ids("stage")).toEqual(["stage:come", "stage:go"]);
  });

  test("takes 1,800 cards and tells only who asked for what changed", () => {
    const store = openLocal(large());
    expect(store.ids("card")).toHaveLength(1800);
    const told: string[] = [];
    for (const id of store.ids("card")) store.subscribe(`record:${id}`, () => told.push(id));
    const [first, second] = store.ids("card");
    store.edit("write", (tx) => tx.set<"card">(first ?? "", { text: "New" }));
    expect(told).toEqual([first]);
    expect(store.get<"card">(second ?? "")?.text).toBe("Text");
  });

  test("tells each listener once of one edit, whatever it touches", () => {
    const store = openLocal(trip());
    const listener = vi.fn();
    for (const topic of ["record:card:a", "cell:step:pack|actions", "children:step:pack", "type:card", "any"] as const) store.subscribe(topic, listener);
    store.edit("write", (tx) => {
      tx.set<"card">("card:a", { text: "One" });
      tx.move("card:b", { parent: "step:pack", before: "card:a" });
    });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test("is quiet towards a cell when only a text in it changes, and after one has stopped listening", () => {
    const store = openLocal(trip());
    const listener = vi.fn();
    const stop = store.subscribe("cell:step:pack|actions", listener);
    store.edit("write", (tx) => tx.set<"card">("card:a", { text: "One" }));
    expect(listener).not.toHaveBeenCalled();
    store.edit("move", (tx) => tx.move("card:a", { parent: "step:fly" }));
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    store.edit("move", (tx) => tx.move("card:a", { parent: "step:pack" }));
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("writing a map", () => {
  test("leaves the map as it was when the writing goes wrong halfway", () => {
    const store = openLocal(trip());
    expect(() => {
      store.edit("write", (tx) => {
        tx.set<"card">("card:a", { text: "Half" });
        tx.set<"card">("card:none", { text: "Nothing" });
      });
    }).toThrow(RangeError);
    expect(store.get<"card">("card:a")?.text).toBe("Fold the shirts");
    expect(store.canUndo).toBe(false);
  });

  test("puts a record without an order last, and moves before, behind, to the end", () => {
    const store = openLocal(trip());
    store.edit("add", (tx) => tx.put({ ...card("n", "step:pack", "actions", "", "Last") }));
    expect(store.cell(...cells)).toEqual(["card:a", "card:b", "card:n"]);
    store.edit("move", (tx) => tx.move("card:n", { parent: "step:pack", before: "card:a" }));
    expect(store.cell(...cells)).toEqual(["card:n", "card:a", "card:b"]);
    store.edit("move", (tx) => tx.move("card:n", { parent: "step:pack", after: "card:a" }));
    expect(store.cell(...cells)).toEqual(["card:a", "card:n", "card:b"]);
    store.edit("move", (tx) => tx.move("card:a", { parent: "step:pack" }));
    expect(store.cell(...cells)).toEqual(["card:n", "card:b", "card:a"]);
  });

  test("adds many in one edit in their order", () => {
    const store = openLocal(trip());
    store.edit("paste", (tx) => {
      for (let at = 0; at < 200; at += 1) tx.put(card(`p${String(at)}`, "step:fly", "actions", "", String(at)));
    });
    const texts = store.cell("step:fly", "actions").map((id) => Number(store.get<"card">(id)?.text));
    expect(texts).toEqual([...texts].sort((a, b) => a - b));
    expect(texts).toHaveLength(200);
  });

  test("makes room between two cards with the same key, and moves no other", () => {
    const same = [card("p", "step:fly", "actions", "V", "p"), card("q", "step:fly", "actions", "V", "q"), card("z", "step:fly", "actions", "k", "z")];
    const store = openLocal([...trip(), ...same]);
    expect(store.cell("step:fly", "actions")).toEqual(["card:p", "card:q", "card:z"]);
    store.edit("move", (tx) => {
      tx.set<"card">("card:a", { lane: "actions" });
      tx.move("card:a", { parent: "step:fly", after: "card:p" });
    });
    expect(store.cell("step:fly", "actions")).toEqual(["card:p", "card:a", "card:q", "card:z"]);
    expect(store.get<"card">("card:z")?.order).toBe("k");
    const keys = store.cell("step:fly", "actions").map((id) => store.get<"card">(id)?.order);
    expect(new Set(keys).size).toBe(4);
  });

  test("mends keys that are none, and spaces a sequence anew before its keys grow without end", () => {
    const store = openLocal([...trip(), card("p", "step:fly", "actions", "", "p"), card("q", "step:fly", "actions", "0", "q")]);
    store.edit("move", (tx) => {
      tx.set<"card">("card:a", { lane: "actions" });
      tx.move("card:a", { parent: "step:fly", after: "card:p" });
    });
    expect(store.cell("step:fly", "actions")).toEqual(["card:p", "card:a", "card:q"]);
    for (let at = 0; at < 300; at += 1) store.edit("add", (tx) => {
      const id = store.newId("card");
      tx.put({ type: "card", id, parent: "step:fly", lane: "actions", order: "", text: String(at) });
      tx.move(id, { parent: "step:fly", after: "card:p" });
    });
    const line = store.cell("step:fly", "actions").map((id) => store.get<"card">(id) as Card);
    expect(line.slice(1, 301).map((one) => Number(one.text))).toEqual(Array.from({ length: 300 }, (_, at) => 299 - at));
    expect(Math.max(...line.map((one) => one.order.length))).toBeLessThanOrEqual(44);
  });

  test("gives new things ids that people can read, and never one twice", () => {
    const store = openLocal(trip());
    expect(store.newId("step", "Prüfe Gepäck (App)")).toBe("step:prüfe-gepäck-app");
    expect(store.newId("step", "Pack")).toMatch(/^step:pack-[0-9a-z]{4}$/);
    expect(store.newId("step", "!!!")).toMatch(/^step:[0-9a-z]{8}$/);
    expect(store.newId("card", "Anything")).toMatch(/^card:[0-9a-z]{8}$/);
  });
});

describe("the trash", () => {
  test("takes all below along and gives it back", () => {
    const store = openLocal(trip(), { me: { id: "u", name: "Ada", color: "" }, now: () => 7 });
    const heard = vi.fn();
    store.subscribe("record:card:a", heard);
    store.edit("remove", (tx) => tx.remove(["step:pack"]));
    expect(store.get("card:a")).toBeUndefined();
    expect(store.children("stage:go", "step")).toEqual(["step:fly"]);
    expect(store.trash).toEqual([{ id: "step:pack", type: "step", says: "Pack", at: 7, by: "Ada" }]);
    expect(store.trash).toBe(store.trash);
    expect(heard).toHaveBeenCalledTimes(1);
    store.edit("restore", (tx) => tx.restore(["step:pack"]));
    expect(store.cell(...cells)).toEqual(["card:a", "card:b"]);
    expect(store.trash).toEqual([]);
  });

  test("gives a card back together with the step it stood in", () => {
    const store = openLocal(trip());
    store.edit("remove", (tx) => tx.remove(["card:a"]));
    store.edit("remove", (tx) => tx.remove(["stage:go"]));
    store.edit("restore", (tx) => tx.restore(["card:a"]));
    expect(store.get("card:a")).toBeDefined();
    expect(store.children("journey:trip", "stage")).toEqual(["stage:go", "stage:come"]);
  });

  test("does not list a card that was never written", () => {
    const store = openLocal(trip());
    store.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "", "")));
    store.edit("remove", (tx) => tx.remove(["card:n"]));
    expect(store.trash).toEqual([]);
  });

  test("is another thing than having lost one's parent", () => {
    const store = openLocal([...trip(), card("lost", "step:nowhere", "actions", "V", "Where am I?")]);
    const told = vi.fn();
    store.subscribe("trash", told);
    expect(store.unplaced).toEqual(["card:lost"]);
    expect(store.get("card:lost")).toBeUndefined();
    store.edit("place", (tx) => tx.move("card:lost", { parent: "step:pack" }));
    expect(store.unplaced).toEqual([]);
    expect(store.cell(...cells)).toContain("card:lost");
    expect(told).toHaveBeenCalled();
  });
});

describe("undo", () => {
  test("takes back one edit at a time, says which, and shows what it touched", () => {
    const store = openLocal(trip());
    store.edit("first", (tx) => tx.set<"card">("card:a", { text: "1" }));
    store.edit("second", (tx) => {
      tx.set<"card">("card:a", { text: "2" });
      tx.move("card:b", { parent: "step:fly" });
    });
    expect(store.undo()).toBe("second");
    expect(store.touched).toEqual(["card:a", "card:b"]);
    expect(store.get<"card">("card:a")?.text).toBe("1");
    expect(store.cell(...cells)).toEqual(["card:a", "card:b"]);
    expect(store.undo()).toBe("first");
    expect(store.get<"card">("card:a")?.text).toBe("Fold the shirts");
    expect(store.undo()).toBeUndefined();
    expect([store.canUndo, store.canRedo]).toEqual([false, true]);
    expect(store.redo()).toBe("first");
    expect(store.redo()).toBe("second");
    expect(store.get<"card">("card:a")?.text).toBe("2");
    expect(store.cell("step:fly", "actions")).toEqual(["card:b"]);
  });

  test("puts what was added into the trash and brings back what was removed", () => {
    const store = openLocal(trip());
    store.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "", "New")));
    store.undo();
    expect(store.get("card:n")).toBeUndefined();
    expect(store.trash.map((item) => item.id)).toEqual(["card:n"]);
    store.redo();
    expect(store.get<"card">("card:n")?.text).toBe("New");
    store.edit("remove", (tx) => tx.remove(["stage:go"]));
    store.undo();
    expect(store.children("journey:trip", "stage")).toHaveLength(2);
  });

  test("counts typing as one, and a pause or another card as the next", () => {
    let now = 0;
    const store = openLocal(trip(), { now: () => now });
    const type = (id: string, text: string): void => store.edit("type", (tx) => tx.set<"card">(id, { text }));
    type("card:a", "F");
    now = 300;
    type("card:a", "Fo");
    now = 2000;
    type("card:a", "Fol");
    type("card:b", "W");
    store.undo();
    expect(store.get<"card">("card:b")?.text).toBe("Weigh the bag");
    store.undo();
    expect(store.get<"card">("card:a")?.text).toBe("Fo");
    store.undo();
    expect(store.get<"card">("card:a")?.text).toBe("Fold the shirts");
  });

  test("takes an edit that joined the one before back with it", () => {
    const store = openLocal(trip());
    store.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "", "")));
    store.edit("write", (tx) => tx.set<"card">("card:n", { text: "Written" }), { join: true });
    expect(store.undo()).toBe("add");
    expect(store.get("card:n")).toBeUndefined();
    store.redo();
    expect(store.get<"card">("card:n")?.text).toBe("Written");
  });

  test("forgets what could be done again once something else is done", () => {
    const store = openLocal(trip());
    store.edit("first", (tx) => tx.set<"card">("card:a", { text: "1" }));
    store.undo();
    store.edit("other", (tx) => tx.set<"card">("card:b", { text: "2" }));
    expect(store.canRedo).toBe(false);
  });

  test("tells who shows it", () => {
    const store = openLocal(trip());
    const told = vi.fn();
    store.subscribe("undo", told);
    store.edit("first", (tx) => tx.set<"card">("card:a", { text: "1" }));
    store.undo();
    expect(told).toHaveBeenCalledTimes(2);
  });
});

test("a map for reading only cannot be edited", () => {
  const store = openLocal(trip(), { canEdit: false });
  expect(store.status.canEdit).toBe(false);
  expect(() => {
    store.edit("write", (tx) => tx.remove(["card:a"]));
  }).toThrow();
});
