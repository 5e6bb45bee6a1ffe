import { describe, expect, test, vi } from "vitest";
import { dice } from "../test/dice";
import { card } from "../test/maps";
import { pass, scene, text, write } from "../test/scene";
import type { MapStore } from "./contract";

const at = scene();

describe("a live map", () => {
  test("opens with what the room has, and says who we are", async () => {
    const store = await at.enter();
    expect(store.journey).toBe("journey:trip");
    expect(store.status).toMatchObject({ connection: "live", unsaved: 0, canEdit: true, role: "editor" });
    expect(store.me.name).toBe("person 1");
    expect(at.room.edits).toHaveLength(0);
  });

  test("shows one person what another writes", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    const told = vi.fn();
    other.subscribe("record:card:a", told);
    write(one, "card:a", "Roll the shirts");
    await pass();
    expect(text(other, "card:a")).toBe("Roll the shirts");
    expect(told).toHaveBeenCalledTimes(1);
    expect(other.canUndo).toBe(false);
  });

  test("sends what is typed within a moment as one frame", async () => {
    const store = await at.enter();
    for (const said of ["R", "Ro", "Rol", "Roll"]) write(store, "card:a", said);
    await pass();
    expect(at.room.edits).toHaveLength(1);
    expect(at.room.text("card:a")).toBe("Roll");
  });

  test("counts edits as unsaved until the server says that they are on its disk", async () => {
    const store = await at.enter();
    at.room.diskFull = true;
    write(store, "card:a", "1");
    write(store, "card:b", "2");
    expect(store.status.unsaved).toBe(2);
    await pass();
    expect(at.room.text("card:a")).toBe("1");
    expect(store.status.unsaved).toBe(2);
    at.room.sync();
    await pass();
    expect(store.status.unsaved).toBe(0);
  });

  test.each(["beforeunload", "pagehide"])("sends at once what waits when the page goes away: %s", async (end) => {
    const page = new EventTarget();
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
    const store = await at.enter();
    write(store, "card:a", "Last words");
    page.dispatchEvent(new Event(end));
    await pass(3);
    expect(at.room.text("card:a")).toBe("Last words");
    vi.unstubAllGlobals();
  });
});

describe("two people", () => {
  test("who drop into one gap both find their card there, in the same order everywhere", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    at.room.cut();
    at.room.unreachable = true;
    await pass();
    one.edit("add", (tx) => tx.put(card("one", "step:pack", "actions", "V", "One")));
    other.edit("add", (tx) => tx.put(card("other", "step:pack", "actions", "V", "Other")));
    at.room.unreachable = false;
    await pass(60_000);
    const line = ["card:a", "card:one", "card:other", "card:b"];
    expect(one.cell("step:pack", "actions")).toEqual(line);
    expect(other.cell("step:pack", "actions")).toEqual(line);
    one.edit("move", (tx) => tx.move("card:b", { parent: "step:pack", after: "card:one" }));
    await pass();
    expect(other.cell("step:pack", "actions")).toEqual(["card:a", "card:one", "card:b", "card:other"]);
  });

  test("undo only what they did themselves, and leave what the other wrote since", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    write(one, "card:a", "One");
    await pass();
    write(other, "card:b", "Other");
    await pass();
    write(other, "card:a", "Other, later");
    await pass();
    one.undo();
    await pass();
    expect(text(other, "card:a")).toBe("Other, later");
    expect(text(one, "card:b")).toBe("Other");
    other.undo();
    await pass();
    expect(text(one, "card:a")).toBe("One");
  });

  test("do not lose a card that the other has written since, when its adding is undone", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    one.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "V", "New")));
    write(one, "card:n", "From one");
    await pass();
    write(other, "card:n", "Much better");
    await pass();
    one.undo();
    await pass();
    expect(text(one, "card:n")).toBe("Much better");
    expect(text(other, "card:n")).toBe("Much better");
    expect(one.canUndo).toBe(false);
  });

  test("do not lose what the other put into a step whose adding is undone", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    one.edit("add", (tx) => tx.put({ type: "step", id: "step:n", parent: "stage:go", order: "V", name: "New" }));
    await pass();
    other.edit("add", (tx) => tx.put(card("n", "step:n", "actions", "V", "In it")));
    await pass();
    one.undo();
    await pass();
    expect(text(one, "card:n")).toBe("In it");
    expect(one.children("stage:go", "step")).toContain("step:n");
    other.undo();
    await pass();
    expect(one.get("card:n")).toBeUndefined();
  });

  test("find in the trash what one wrote into a card while the other undid its adding", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    one.edit("add", (tx) => tx.put(card("n", "step:fly", "actions", "V", "New")));
    await pass();
    write(other, "card:n", "Much better");
    one.undo();
    await pass();
    expect(other.get("card:n")).toBeUndefined();
    expect(other.trash.map((item) => item.says)).toEqual(["Much better"]);
    other.edit("restore", (tx) => tx.restore(["card:n"]));
    await pass();
    expect(text(one, "card:n")).toBe("Much better");
  });

  test("see where the other is, and no longer once they are gone", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    const told = vi.fn();
    one.subscribe("presence", told);
    other.show({ selected: ["card:a"], editing: "card:a" });
    await pass();
    expect(one.others).toMatchObject([{ name: "person 2", selected: ["card:a"], editing: "card:a", dragging: null }]);
    expect(told).toHaveBeenCalled();
    other.close();
    await pass();
    expect(one.others).toEqual([]);
    expect(at.room.text("card:a")).toBe("Fold the shirts");
  });

  test("are not told of every pixel of a drag", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    await pass(1000);
    const told = vi.fn();
    one.subscribe("presence", told);
    for (let at = 0; at < 20; at += 1) {
      other.show({ dragging: { id: "card:a", parent: "step:fly", lane: at % 2 ? "actions" : "pains" } });
      await pass(5);
    }
    await pass();
    expect(told.mock.calls.length).toBeLessThanOrEqual(4);
    expect(one.others[0]?.dragging?.lane).toBe("actions");
  });
});

describe("without a line", () => {
  test("edits are kept, and merged with what others did meanwhile", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    at.room.unreachable = true;
    at.room.cut();
    await pass();
    expect(one.status.connection).toBe("offline");
    write(one, "card:a", "Offline one");
    write(other, "card:b", "Offline other");
    expect(one.status.unsaved).toBe(1);
    at.room.unreachable = false;
    await pass(60_000);
    for (const store of [one, other]) {
      expect(store.status).toMatchObject({ connection: "live", unsaved: 0 });
      expect([text(store, "card:a"), text(store, "card:b")]).toEqual(["Offline one", "Offline other"]);
    }
  });

  test("a field that was only taken away is sent, too", async () => {
    const store = await at.enter();
    at.room.unreachable = true;
    at.room.cut();
    await pass();
    store.edit("clear", (tx) => tx.set<"card">("card:a", { text: undefined }));
    at.room.unreachable = false;
    await pass(60_000);
    expect(at.room.text("card:a")).toBeUndefined();
    expect(store.status.unsaved).toBe(0);
  });

  test("what was sent and never said to be saved is sent again", async () => {
    const store = await at.enter();
    at.room.diskFull = true;
    write(store, "card:a", "Sent");
    await pass();
    at.room.cut(1012);
    at.room.diskFull = false;
    await pass(5_000);
    expect(store.status.unsaved).toBe(0);
    expect(at.room.edits).toHaveLength(2);
  });

  test("patience grows with each failure, and ends when the browser is online again", async () => {
    const page = new EventTarget();
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
    const connect = vi.spyOn(at.room, "connect");
    const store = await at.enter();
    at.room.unreachable = true;
    at.room.cut();
    await pass(120_000);
    const tries = connect.mock.calls.length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(20);
    at.room.unreachable = false;
    page.dispatchEvent(new Event("online"));
    await pass(20);
    expect(store.status.connection).toBe("live");
    vi.unstubAllGlobals();
  });

  test("a line that is dead without saying so is noticed by its silence", async () => {
    const store = await at.enter();
    at.room.unreachable = true;
    await pass(35_000);
    expect(store.status.connection).toBe("offline");
  });

  test("a lost frame is noticed by its number, and all is fetched again", async () => {
    const [one, other] = [await at.enter(1), await at.enter(2)];
    at.room.lose = 2;
    write(one, "card:a", "Lost on the way");
    await pass();
    expect(text(other, "card:a")).toBe("Fold the shirts");
    write(one, "card:b", "Seen");
    await pass(2_000);
    expect([text(other, "card:a"), text(other, "card:b")]).toEqual(["Lost on the way", "Seen"]);
    expect(other.status.connection).toBe("live");
  });
});

test("notices of the server are passed on", async () => {
  const store = await at.enter();
  const heard = vi.fn();
  const stop = store.onNotice(heard);
  at.room.notify("comments", { map: "m" });
  await pass();
  stop();
  at.room.notify("comments", { map: "m" });
  await pass();
  expect(heard.mock.calls).toEqual([[{ about: "comments", map: "m" }]]);
});

test("many people in many schedules end with the same map, and nothing that was written is missing", async () => {
  for (const seed of [1, 2, 3, 4]) {
    at.again();
    const random = dice(seed);
    const stores = [await at.enter(seed), await at.enter(seed + 10), await at.enter(seed + 20)];
    const added: string[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      const store = stores[Math.floor(random() * stores.length)] as MapStore;
      const chance = random();
      if (chance < 0.5) {
        store.edit("add", (tx) => {
          const id = store.newId("card");
          tx.put({ type: "card", id, parent: "step:fly", lane: "actions", order: "", text: String(turn) });
          const [first] = store.cell("step:fly", "actions");
          if (first) tx.move(id, { parent: "step:fly", before: first });
          added.push(id);
        });
      } else if (chance < 0.7) {
        const cell = store.cell("step:fly", "actions");
        const [id, to] = [cell[Math.floor(random() * cell.length)], cell[Math.floor(random() * cell.length)]];
        if (id && to && id !== to) store.edit("move", (tx) => tx.move(id, { parent: "step:fly", after: to }));
      } else if (chance < 0.8) at.room.cut(random() < 0.5 ? 1006 : 4408);
      else if (chance < 0.85) at.room.lose = 1;
      await pass(Math.floor(random() * 400));
    }
    at.room.lose = 0;
    at.room.write([]); // a frame after the last lost one, so that its loss is noticed
    await pass(90_000);
    const [one, ...others] = stores.map((store) => store.cell("step:fly", "actions"));
    for (const line of others) expect(line, `seed ${String(seed)}`).toEqual(one);
    expect([...(one ?? [])].sort()).toEqual(added.sort());
    for (const store of stores) expect(store.status).toMatchObject({ connection: "live", unsaved: 0 });
  }
});
