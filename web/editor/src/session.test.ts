import { describe, expect, test, vi } from "vitest";
import { KIND, open } from "../test/trip";
import type { Editor, KeyPress } from "./contract";
import { EVERYTHING } from "./search";
import { openEditor } from "./session";

const NAMES = { step: "New step", stage: "New stage" };

function session(canEdit = true): Editor {
  return openEditor(open(canEdit), KIND, { names: NAMES });
}

function press(editor: Editor, ...keys: string[]): boolean[] {
  return keys.map((name) => {
    const parts = name.split("+");
    const key = name === "+" ? "+" : (parts.pop() ?? "");
    const has = (part: string): boolean => name !== "+" && parts.includes(part);
    const said: KeyPress = { key: key === "Space" ? " " : key, shiftKey: has("Shift"), altKey: has("Alt"), ctrlKey: has("Mod"), metaKey: false };
    return editor.key(said);
  });
}

const focus = (editor: Editor): string => editor.state.selection.focus?.id ?? "";

describe("a session by keyboard alone", () => {
  test("walks to a card, writes it, undoes it and is shown what was undone", () => {
    const editor = session();
    press(editor, "ArrowRight", "ArrowDown");
    expect(focus(editor)).toBe("card:fold");
    press(editor, "Enter");
    expect(editor.state.mode).toEqual({ is: "write", id: "card:fold", fresh: false });
    expect(press(editor, "ArrowDown")).toEqual([false]);
    editor.commit("Fold the shirts");
    expect(editor.store.get<"card">("card:fold")?.text).toBe("Fold the shirts");
    press(editor, "ArrowRight", "Mod+z");
    expect(editor.store.get<"card">("card:fold")?.text).toBe("fold");
    expect(focus(editor)).toBe("card:fold");
    expect(editor.state.says).toMatchObject({ key: "editor.say.undo", values: { label: "editor.undo.editText" } });
    press(editor, "Mod+Shift+z");
    expect(editor.store.get<"card">("card:fold")?.text).toBe("Fold the shirts");
  });

  test("says which level it took where no curve has the one that was written", () => {
    const editor = session();
    editor.point({ parent: "step:fly", lane: "emotion", id: "card:feel" });
    press(editor, "Enter");
    editor.commit("99");
    expect(editor.store.get<"card">("card:feel")?.value).toBe(10);
    expect(editor.state.says).toMatchObject({ key: "editor.say.held", values: { said: "99", kept: 10 } });
    press(editor, "Enter");
    editor.commit("3,5");
    expect(editor.state.says?.number).toBe(1);
    expect(editor.store.get<"card">("card:feel")?.value).toBe(3.5);
  });

  test("keeps level and words of a card that has both apart", () => {
    const editor = session();
    editor.store.edit("both", (tx) => {
      tx.set<"card">("card:feel", { text: "Tense" });
    });
    const write = (text: string): object | undefined => {
      editor.write("card:feel");
      editor.commit(text);
      return editor.store.get("card:feel");
    };
    expect(write("4 Tense")).toMatchObject({ value: 4, text: "Tense" });
    expect(write("6,5 Rather calm")).toMatchObject({ value: 6.5, text: "Rather calm" });
    expect(write("Calm")).toMatchObject({ text: "Calm" });
    expect(editor.store.get<"card">("card:feel")?.value).toBeUndefined();
  });

  test("takes lines that are pasted into the empty field of a new card as cards", async () => {
    const editor = session();
    const texts = (): unknown[] => editor.store.cell("step:pack", "actions").map((id) => editor.store.get<"card">(id)?.text);
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "n");
    expect(editor.pasteInstead({ text: "One line\n" })).toBeNull();
    expect(editor.state.mode.is).toBe("write");
    const pasted = editor.pasteInstead({ text: "Roll\nStuff" });
    expect(pasted).not.toBeNull();
    expect(editor.state.mode.is).toBe("select");
    await pasted;
    expect(texts()).toEqual(["fold", "weigh", "Roll", "Stuff"]);
    press(editor, "Mod+z");
    expect(texts()).toEqual(["fold", "weigh"]);
    expect(editor.store.canUndo).toBe(false);
    editor.write("card:fold");
    expect(editor.pasteInstead({ text: "a\nb" })).toBeNull();
  });

  test("adds one card after the other, as one undo step each, and none for an empty one", () => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "n");
    editor.commit("One", true);
    editor.commit("Two", true);
    editor.commit("");
    const { store } = editor;
    const texts = (): unknown[] => store.cell("step:pack", "actions").map((id) => store.get<"card">(id)?.text);
    expect(texts()).toEqual(["fold", "One", "Two", "weigh"]);
    expect(store.trash).toEqual([]);
    press(editor, "Mod+z");
    expect(texts()).toEqual(["fold", "One", "weigh"]);
    press(editor, "Mod+z");
    expect(texts()).toEqual(["fold", "weigh"]);
    expect(store.canUndo).toBe(false);
  });

  test("adds a step and a stage beside the focus and names them at once", () => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "s");
    editor.commit("Check in");
    press(editor, "Shift+S");
    editor.giveUp();
    const { store } = editor;
    expect(store.children("stage:go", "step").map((id) => store.get<"step">(id)?.name)).toEqual(["Pack", "Check in", "Fly"]);
    expect(store.children("journey:trip", "stage")).toHaveLength(3);
    press(editor, "Mod+z");
    expect(store.children("stage:go", "step")).toHaveLength(2);
  });

  test("draws levels and targets with plus and minus", () => {
    const editor = session();
    editor.point({ parent: "step:fly", lane: "emotion", id: "card:feel" });
    press(editor, "+", "+", "-");
    expect(editor.store.get<"card">("card:feel")?.value).toBe(4.5);
    editor.point({ parent: "step:pack", lane: "emotion", id: "" });
    press(editor, "+");
    expect(editor.store.get<"card">(focus(editor))?.value).toBe(5);
    editor.point({ parent: "step:fly", lane: "", id: "step:fly" });
    press(editor, "+");
    expect(editor.store.get<"step">("step:fly")?.target).toBe(5.5);
  });

  test("picks a card up, carries it over, drops it, and says each time where it is", () => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "m");
    expect(editor.mark("card:fold")).toBe("selected focused carried");
    press(editor, "ArrowRight");
    expect(editor.markOfPlace({ parent: "step:fly", lane: "actions" })).toBe("target");
    expect(editor.state.says).toMatchObject({ key: "editor.say.over", values: { step: "Fly", lane: "Actions", position: 2 } });
    expect(editor.store.cell("step:fly", "actions")).toEqual(["card:board"]);
    press(editor, "Enter");
    expect(editor.store.cell("step:fly", "actions")).toEqual(["card:board", "card:fold"]);
    expect(editor.state.selection.focus).toEqual({ parent: "step:fly", lane: "actions", id: "card:fold" });
    expect(editor.state.mode.is).toBe("select");
    press(editor, "m", "ArrowLeft", "Escape");
    expect(editor.store.cell("step:fly", "actions")).toEqual(["card:board", "card:fold"]);
    press(editor, "Mod+z");
    expect(editor.store.cell("step:pack", "actions")[0]).toBe("card:fold");
  });

  test("carries several cards together", () => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "Shift+ArrowDown", "m", "ArrowRight", "Space");
    expect(editor.store.cell("step:fly", "actions")).toEqual(["card:board", "card:fold", "card:weigh"]);
  });

  test("removes and leaves the keyboard where it was", () => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "Delete");
    expect(focus(editor)).toBe("card:weigh");
    press(editor, "Backspace");
    expect(editor.state.selection.focus).toEqual({ parent: "step:pack", lane: "actions", id: "" });
    expect(press(editor, "Delete")).toEqual([false]);
  });
});

describe("writing where somebody else writes", () => {
  const writing = (): Editor => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "Enter");
    editor.store.edit("theirs", (tx) => tx.set<"card">("card:fold", { text: "Theirs" }));
    return editor;
  };

  test("leaves their words where this person changed nothing", () => {
    const editor = writing();
    editor.commit("fold");
    expect(editor.store.get<"card">("card:fold")?.text).toBe("Theirs");
  });

  test("keeps what this person wrote, and says whose words it took the place of", () => {
    const editor = writing();
    editor.commit("Mine");
    expect(editor.store.get<"card">("card:fold")?.text).toBe("Mine");
    expect(editor.state.says).toMatchObject({ key: "editor.say.overwrote", values: { text: "Theirs" } });
  });
});

describe("a session", () => {
  test("renames a lane of the kind, and back", () => {
    const editor = session();
    editor.point({ parent: "journey:trip", lane: "pains", id: "lane:pains" });
    press(editor, "F2");
    editor.commit("What hurts");
    expect(editor.grid.rows.map((row) => row.lane?.title)).toContain("What hurts");
  });

  test("tells who may not edit so, for each key that would, and goes on moving about", async () => {
    const editor = session(false);
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    for (const key of ["Enter", "Delete", "n", "t", "m"]) {
      const before = editor.state.says?.number ?? 0;
      expect(press(editor, key)).toEqual([true]);
      expect(editor.state.says).toMatchObject({ key: "editor.say.reader", number: before + 1 });
    }
    expect(await editor.paste({ text: "one" })).toEqual([]);
    expect(editor.state.says?.key).toBe("editor.say.reader");
    const told = editor.state.says;
    press(editor, "ArrowDown");
    expect(focus(editor)).not.toBe("card:fold");
    expect(editor.state.says).toBe(told);
    expect(editor.state.mode.is).toBe("select");
  });

  test("keeps its grid until what it shows changes", () => {
    const editor = session();
    const { grid } = editor;
    editor.store.edit("write", (tx) => tx.set<"card">("card:fold", { text: "Other" }));
    expect(editor.grid).toBe(grid);
    editor.store.edit("remove", (tx) => tx.remove(["step:fly"]));
    expect(editor.grid).not.toBe(grid);
  });

  test("lets go of what somebody else removed", () => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "m");
    editor.store.edit("remove", (tx) => tx.remove(["card:fold"]));
    expect(editor.state.selection.ids.size).toBe(0);
    expect(editor.state.mode.is).toBe("select");
  });

  test("keeps what is being written when a colleague removes the card under it", () => {
    const editor = session();
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    press(editor, "Enter");
    editor.store.edit("remove", (tx) => tx.remove(["card:fold"]));
    editor.commit("Not lost");
    expect(editor.store.get<"card">("card:fold")?.text).toBe("Not lost");
  });

  test("asks whoever draws the map for what needs a picker", () => {
    const editor = session();
    editor.point({ parent: "step:fly", lane: "touchpoints", id: "encounter:fly" });
    expect(editor.can("touchpoint.meet")).toBe(false);
    const asked = vi.fn();
    const stop = editor.handle("touchpoint.meet", asked);
    expect(press(editor, "t", "n")).toEqual([true, true]);
    expect(asked).toHaveBeenCalledTimes(2);
    stop();
    expect(press(editor, "t")).toEqual([false]);
  });

  test("marks only what concerns a record, and tells of every change", () => {
    const editor = session();
    const told = vi.fn();
    const stop = editor.subscribe(told);
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    editor.point({ parent: "step:pack", lane: "actions", id: "card:weigh" }, { toggle: true });
    expect(editor.mark("card:fold")).toBe("selected");
    expect(editor.mark("card:weigh")).toBe("selected focused");
    expect(editor.mark("card:board")).toBe("");
    expect(told).toHaveBeenCalledTimes(2);
    stop();
    editor.run("select.all");
    expect(told).toHaveBeenCalledTimes(2);
  });

  test("looks, walks from one found card to the next, and keeps looking while the map changes", () => {
    const editor = session();
    editor.look({ ...EVERYTHING, text: "o" });
    expect([...(editor.state.found?.ids ?? [])]).toEqual(["card:fold", "card:board"]);
    expect(editor.mark("card:weigh")).toBe("dimmed");
    press(editor, "F3");
    expect(focus(editor)).toBe("card:fold");
    press(editor, "F3", "F3");
    expect(focus(editor)).toBe("card:fold");
    editor.store.edit("write", (tx) => tx.set<"card">("card:weigh", { text: "Go on" }));
    expect(editor.state.found?.ids.size).toBe(3);
    editor.look(EVERYTHING);
    expect(editor.state.found).toBeNull();
  });

  test("says where one is, to others", () => {
    const store = open();
    const show = vi.spyOn(store, "show");
    const editor = openEditor(store, KIND, { names: NAMES });
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    editor.run("write.start");
    expect(show.mock.calls).toEqual([[{ selected: ["card:fold"] }], [{ editing: "card:fold" }]]);
  });

  test("of somebody who may only read walks, finds and copies, and changes nothing", async () => {
    const editor = session(false);
    editor.point({ parent: "step:pack", lane: "actions", id: "card:fold" });
    expect(press(editor, "ArrowDown")).toEqual([true]);
    for (const command of ["write.start", "card.add", "remove", "duplicate", "move.pick", "step.add", "level.up", "undo"] as const) expect(editor.run(command), command).toBe(false);
    expect(editor.copy()?.text).toBe("weigh");
    expect(await editor.paste({ text: "more" })).toEqual([]);
    editor.drop(["card:fold"], { parent: "step:fly", lane: "pains", after: "" });
    expect(editor.store.cell("step:pack", "actions")).toHaveLength(2);
    const help = vi.fn();
    editor.handle("help.open", help);
    press(editor, "?");
    expect(help).toHaveBeenCalled();
  });
});
