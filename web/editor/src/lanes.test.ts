import type { Kind, Lane, Level, Side } from "@outsidein/schema";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { KIND, lane, open } from "../test/trip";
import { addLane, arrange, bearsLocked, hideLane, isLocked, lanesOf, lockLane, renameLane, showLane, unlockLane } from "./lanes";
import { openEditor } from "./session";
import { remove } from "./trash";

type Own = [id: string, order: string, of: string, name: string, hidden: boolean, moved: boolean];
type Arranged = [key: string, title: string, level: string, hidden: boolean];
interface Rules {
  readonly arrange: readonly [
    { readonly kind: { readonly lanes: [string, string, string, Side, Level][]; readonly catalogue: [string, string, Side, Level][] } },
    ...{ readonly own: Own[]; readonly arranged: Arranged[] }[],
  ];
}

const [{ kind: declared }, ...cases] = (JSON.parse(readFileSync(new URL("../../schema/conformance.json", import.meta.url), "utf8")) as Rules).arrange;

describe("the lanes of a map", () => {
  test("are arranged as Python arranges them", () => {
    const kind: Kind = {
      ...KIND,
      lanes: declared.lanes.map(([key, of, title, side, level]) => lane(key, { of, title, side, level })),
      catalogue: declared.catalogue.map(([of, title, side, level]) => lane("", { of, title, side, level })),
    };
    expect(cases.length).toBeGreaterThan(10);
    for (const { own, arranged } of cases) {
      const lanes = own.map(([id, order, of, name, hidden, moved]): Lane => ({ type: "lane", id, parent: "journey:j", order, of, name, hidden, moved }));
      expect(arrange(kind, lanes).map((one) => [one.key, one.title, one.level, one.hidden])).toEqual(arranged);
    }
  });

  const keys = (store: ReturnType<typeof open>): string[] => lanesOf(store, KIND).filter((one) => !one.hidden).map((one) => one.key);

  test("of the catalogue stand behind the one named, or last on their side", () => {
    const store = open();
    expect(addLane(store, KIND, "tools", { after: "actions" })).toBe("tools");
    expect(addLane(store, KIND, "text", { after: "actions", name: "Notes" })).toBe("notes");
    expect(addLane(store, KIND, "processes")).toBe("processes");
    expect(keys(store)).toEqual(["actions", "notes", "tools", "pains", "emotion", "touchpoints", "strengths", "measures", "processes"]);
    expect(() => addLane(store, KIND, "nothing")).toThrow(RangeError);
  });

  test("never take a key that means something else", () => {
    const store = open();
    expect(addLane(store, KIND, "text", { name: "Pains" })).not.toBe("pains");
    expect(addLane(store, KIND, "text", { name: "Steps" })).not.toBe("steps");
  });

  test("are renamed, hidden and shown, each as one undo step", () => {
    const store = open();
    renameLane(store, KIND, "pains", "What hurts");
    hideLane(store, "actions");
    expect(lanesOf(store, KIND).find((one) => one.key === "pains")?.title).toBe("What hurts");
    expect(keys(store)).not.toContain("actions");
    store.undo();
    expect(keys(store)).toContain("actions");
    hideLane(store, "actions");
    showLane(store, "actions");
    expect(keys(store)).toContain("actions");
    renameLane(store, KIND, "pains", "Pains");
    expect(store.get<"lane">("lane:pains")?.name).toBeUndefined();
  });

  test("that were added go with their cards; those of the kind are hidden", () => {
    const store = open();
    const key = addLane(store, KIND, "tools", { after: "actions" });
    store.edit("add", (tx) => tx.put({ type: "card", id: "card:t", parent: "step:fly", lane: key, order: "", text: "Phone" }));
    remove(store, [`lane:${key}`, "lane:pains"]);
    expect(store.get("card:t")).toBeUndefined();
    expect(store.get("card:apart")).toBeDefined();
    expect(keys(store)).toEqual(["actions", "emotion", "touchpoints", "strengths", "measures"]);
    store.undo();
    expect(store.get("card:t")).toBeDefined();
  });
});

test("A locked lane takes no card, lets none go, and says so; unlocked it does again", () => {
  const store = open();
  const editor = openEditor(store, KIND, { names: { step: "Step", stage: "Stage" } });
  const [card = ""] = store.cell("step:pack", "actions");
  const words = () => store.get<"card">(card)?.text;
  const before = words();
  lockLane(store, "actions");
  expect(isLocked(store, card)).toBe(true);
  expect(lanesOf(store, KIND).find((one) => one.key === "actions")?.locked).toBe(true);
  editor.point({ parent: "step:pack", lane: "actions", id: card });
  for (const command of ["write.start", "card.add", "duplicate", "remove", "move.pick"] as const) {
    editor.run(command);
    expect(editor.state.says?.key).toBe("editor.say.laneLocked");
    expect(editor.state.mode.is).toBe("select");
  }
  editor.write(card);
  editor.drop([card], { parent: "step:fly", lane: "pains", after: "" });
  expect(editor.state.mode.is).toBe("select");
  expect([words(), store.get<"card">(card)?.lane]).toEqual([before, "actions"]);
  unlockLane(store, "actions");
  editor.run("write.start");
  expect(editor.state.mode.is).toBe("write");
});

test("What cards of a locked lane stand at stays, and says why; what bears none goes", () => {
  const store = open();
  const editor = openEditor(store, KIND, { names: { step: "Step", stage: "Stage" } });
  const stage = store.get<"step">("step:pack")?.parent ?? "";
  lockLane(store, "actions");
  expect([stage, "step:pack", store.journey].map((id) => bearsLocked(store, id))).toEqual([true, true, true]);
  for (const id of ["step:pack", stage]) {
    editor.point({ parent: id === stage ? store.journey : stage, lane: "", id });
    editor.run("remove");
    expect([editor.state.says?.key, store.get(id) !== undefined]).toEqual(["editor.say.bearsLocked", true]);
    editor.remove([id]);
    expect(store.get(id)).toBeDefined();
  }
  unlockLane(store, "actions");
  editor.remove(["step:pack"]);
  expect([editor.state.says?.key, store.get("step:pack")]).toEqual(["editor.say.removed", undefined]);
});
