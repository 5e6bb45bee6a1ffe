import { describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { card } from "../test/maps";
import { pass, scene, text, write } from "../test/scene";
import type { Refusal } from "./contract";
import { MapClosed } from "./surroundings";

const at = scene();

describe("what is refused", () => {
  test("in part is told, and the rest stands", async () => {
    const store = await at.enter();
    const told = vi.fn();
    store.subscribe("refusals", told);
    write(store, "card:a", "Good");
    const diagnostics = [{ code: "maps/x", says: "Too long.", fix: "Shorten it." }];
    for (const socket of at.room.sockets) socket.say(4, { seq: 1, reason: "invalid", diagnostics, changes: [{ id: "card:b", fields: { text: "x" }, says: "x" }] });
    await pass();
    expect(store.refusals).toMatchObject([{ reason: "invalid", diagnostics, changes: [{ id: "card:b" }] }]);
    expect(told).toHaveBeenCalledTimes(1);
    expect(at.room.text("card:a")).toBe("Good");
    store.dismiss(store.refusals[0] as Refusal);
    expect(store.refusals).toEqual([]);
  });

  test("as a whole is taken back here, handed back, and can be made again", async () => {
    const store = await at.enter();
    at.room.refuseNext = "locked";
    write(store, "card:a", "Too late");
    await pass(2_000);
    expect(store.status).toMatchObject({ connection: "live", unsaved: 0, canEdit: true });
    expect(text(store, "card:a")).toBe("Fold the shirts");
    expect(store.refusals).toMatchObject([{ reason: "locked", changes: [{ id: "card:a", fields: { text: "Too late" }, says: "Too late" }] }]);
    expect(store.retry(store.refusals[0] as Refusal)).toBe(1);
    await pass();
    expect(at.room.text("card:a")).toBe("Too late");
    expect(store.refusals).toEqual([]);
  });

  test("because the map is locked is not even sent, and not lost", async () => {
    const store = await at.enter();
    at.room.notify("lock", { locked: true, by: "Ada", can_edit: false });
    await pass();
    expect(store.status).toMatchObject({ locked: true, canEdit: false });
    write(store, "card:a", "Typed meanwhile");
    expect(text(store, "card:a")).toBe("Fold the shirts");
    expect(store.refusals).toMatchObject([{ reason: "locked", changes: [{ id: "card:a", fields: { text: "Typed meanwhile" } }] }]);
    expect(store.undo()).toBeUndefined();
    at.room.notify("lock", { locked: false, by: "", can_edit: true });
    await pass();
    expect(store.status).toMatchObject({ locked: false, canEdit: true });
  });

  test("because somebody may no longer edit comes back as what they wrote offline", async () => {
    const store = await at.enter();
    at.room.unreachable = true;
    at.room.cut();
    await pass();
    write(store, "card:a", "Written as an editor");
    store.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "V", "New")));
    at.room.unreachable = false;
    at.room.role = "viewer";
    at.room.canEdit = false;
    await pass(60_000);
    expect(store.status).toMatchObject({ connection: "live", canEdit: false, role: "viewer", unsaved: 0 });
    expect(text(store, "card:a")).toBe("Fold the shirts");
    expect(store.refusals[0]?.changes.map((wish) => wish.id).sort()).toEqual(["card:a", "card:n"]);
    expect(at.room.edits).toHaveLength(0);
  });
});

describe("another epoch", () => {
  test("is entered afresh, and unsent work is offered", async () => {
    const store = await at.enter();
    at.room.unreachable = true;
    at.room.cut();
    await pass();
    write(store, "card:a", "Written in the old epoch");
    store.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "", "New in the old epoch")));
    store.edit("remove", (tx) => tx.remove(["card:b"]));
    at.room.rewrite("two");
    at.room.unreachable = false;
    await pass(60_000);
    expect(store.status).toMatchObject({ connection: "live", unsaved: 0, canEdit: true });
    expect(text(store, "card:a")).toBe("Fold the shirts");
    expect(store.canUndo).toBe(false);
    const [refusal] = store.refusals;
    expect(refusal?.reason).toBe("epoch");
    expect(store.retry(refusal as Refusal)).toBe(3);
    await pass();
    expect(at.room.text("card:a")).toBe("Written in the old epoch");
    expect(store.cell("step:fly", "actions")).toEqual(["card:n"]);
    expect(store.get("card:b")).toBeUndefined();
  });

  test("is told by the room what it had not, where the browser has lost account of it", async () => {
    const store = await at.enter();
    const vector = Y.encodeStateVector(at.room.doc);
    write(store, "card:a", "On a disk that was put back to an older day");
    await pass();
    expect(store.status.unsaved).toBe(0);
    const changes = [{ id: "card:a", fields: { text: "On a disk that was put back to an older day" }, says: "On a disk" }];
    at.room.farewell = { vector, changes };
    at.room.rewrite("two");
    await pass(60_000);
    expect(store.status).toMatchObject({ connection: "live", unsaved: 0 });
    expect(store.refusals).toMatchObject([{ reason: "epoch", changes }]);
    expect(at.room.hellos.map((hello) => hello.epoch)).toEqual(["", "one", ""]);
  });

  test("says nothing to whom nothing was unsaved, and leaves the map on the screen", async () => {
    const store = await at.enter();
    const empty = vi.fn(() => store.journey);
    store.subscribe("any", empty);
    at.room.rewrite("two");
    await pass(60_000);
    expect(store.status.connection).toBe("live");
    expect(store.refusals).toEqual([]);
    expect(at.room.hellos.at(-1)?.epoch).toBe("");
    expect(empty.mock.results.every((result) => result.value === "journey:trip")).toBe(true);
  });
});

describe("a closing code", () => {
  test.each([
    [4401, "signed-out"],
    [4403, "forbidden"],
    [4404, "gone"],
    [4413, "too-large"],
  ] as const)("of %i ends the conversation, and what was written stays", async (code, reason) => {
    const store = await at.enter();
    at.room.cut(code);
    write(store, "card:a", "Still here");
    await pass(60_000);
    expect(store.status).toMatchObject({ connection: "closed", reason, canEdit: false, unsaved: 1 });
    expect(text(store, "card:a")).toBe("Still here");
    expect(at.room.hellos).toHaveLength(1);
  });

  test("of a malformed frame is taken once, not twice", async () => {
    const store = await at.enter();
    at.room.cut(4400);
    await pass(5_000);
    expect(store.status.connection).toBe("live");
    at.room.cut(4400);
    await pass(5_000);
    expect(store.status).toMatchObject({ connection: "closed", reason: "broken" });
  });

  test("before anything is there rejects the opening with the reason", async () => {
    const opening = at.opening();
    const rejected = expect(opening).rejects.toEqual(new MapClosed("gone"));
    await pass(0);
    at.room.cut(4404);
    await pass();
    await rejected;
  });

  test("that a browser is not told is asked for by HTTP, once the socket does not open", async () => {
    const store = await at.enter();
    at.room.unreachable = true;
    at.room.cut();
    await pass(5_000);
    expect(store.status.connection).toBe("offline");
    at.room.reason = "signed-out";
    await pass(60_000);
    expect(store.status).toMatchObject({ connection: "closed", reason: "signed-out" });
  });
});
