// The copy that a browser keeps, in an IndexedDB in memory; with the real clock, since IndexedDB has one of its own.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { dice } from "../test/dice";
import { card, trip } from "../test/maps";
import { FakeRoom } from "../test/room";
import { forgetCopies } from "./cellar";
import type { MapStore } from "./contract";
import { openIn } from "./open";

let room: FakeRoom;
let seed = 0;
const open = new Set<MapStore>();

beforeEach(async () => {
  room = new FakeRoom(trip());
  await forgetCopies();
});

afterEach(async () => {
  for (const store of open) close(store);
  room.close();
  await quiet();
});

async function enter(): Promise<MapStore> {
  const world = { connect: room.connect, ask: room.ask, now: () => Date.now(), random: dice((seed += 1)) };
  const store = await openIn(world, { url: "ws://room/live", workspace: "w", map: "m", offline: true });
  open.add(store);
  return store;
}

function close(store: MapStore): void {
  open.delete(store);
  store.close();
}

const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
const live = (store: MapStore): Promise<void> => vi.waitFor(() => expect(store.status).toMatchObject({ connection: "live", unsaved: 0 }), 5000);
const text = (store: MapStore, id: string): string | undefined => store.get<"card">(id)?.text;

async function goOffline(): Promise<void> {
  room.unreachable = true;
  room.cut();
  await quiet();
}

describe("a map that was open here before", () => {
  test("opens without a line, and can be edited", async () => {
    const first = await enter();
    await live(first);
    await quiet();
    close(first);
    await goOffline();
    const again = await enter();
    expect(again.journey).toBe("journey:trip");
    expect(again.me.name).toBe("person 1");
    expect(again.status.canEdit).toBe(true);
    again.edit("write", (tx) => tx.set<"card">("card:a", { text: "On the train" }));
    expect(text(again, "card:a")).toBe("On the train");
    await vi.waitFor(() => expect(again.status.connection).toBe("offline"));
  });

  test("keeps unsent work over a reload, counts it, and sends it when there is a line", async () => {
    const first = await enter();
    await live(first);
    await goOffline();
    first.edit("write", (tx) => tx.set<"card">("card:a", { text: "Before the reload" }));
    await quiet();
    close(first);
    const again = await enter();
    expect(text(again, "card:a")).toBe("Before the reload");
    expect(again.status.unsaved).toBe(1);
    room.unreachable = false;
    await live(again);
    expect(room.text("card:a")).toBe("Before the reload");
    await quiet();
    close(again);
    const third = await enter();
    expect(third.status.unsaved).toBe(0);
  });

  test("offers work from before a reload when the epoch is another by then", async () => {
    const first = await enter();
    await live(first);
    await goOffline();
    first.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "", "New")));
    await quiet();
    close(first);
    room.rewrite("two");
    room.unreachable = false;
    const again = await enter();
    await live(again);
    expect(again.get("card:n")).toBeUndefined();
    expect(again.refusals).toMatchObject([{ reason: "epoch", changes: [{ id: "card:n", says: "New" }] }]);
    await quiet();
    close(again);
    // Neither is what was refused lost by closing the page.
    const third = await enter();
    await live(third);
    const [refusal] = third.refusals;
    expect(refusal && third.retry(refusal)).toBe(1);
    await live(third);
    expect(room.text("card:n")).toBe("New");
  });

  test("is shared by two tabs, each with a line of its own", async () => {
    const [one, other] = [await enter(), await enter()];
    await live(one);
    await live(other);
    one.edit("write", (tx) => tx.set<"card">("card:a", { text: "From one tab" }));
    await vi.waitFor(() => expect(text(other, "card:a")).toBe("From one tab"));
    await live(one);
  });

  test("is forgotten when asked to, on a shared computer", async () => {
    const first = await enter();
    await live(first);
    await quiet();
    close(first);
    await quiet();
    await forgetCopies();
    const names = (await indexedDB.databases()).map((one) => one.name);
    expect(names.filter((name) => name?.startsWith("outsidein"))).toEqual([]);
  });
});
