import { describe, expect, test } from "vitest";
import { KIND, open } from "../test/trip";
import { addCard, canDrop, duplicate, editText, moveCards, moveEncounters, numberIn, saidIn } from "./cards";
import { addPersona, addTouchpoint } from "./cast";
import { lanesOf } from "./lanes";
import { addStage, addStep, moveStage, moveStep, rename, setTarget } from "./spine";
import { arrows, connect, editArrow, markMoment, meetTouchpoint, momentsAt, setAnchor, unmarkMoment } from "./ties";
import { remove, restore } from "./trash";

describe("the spine", () => {
  test("grows by stages and steps where one wants them", () => {
    const store = open();
    const stage = addStage(store, { name: "Dream", after: "stage:go" });
    expect(store.children("journey:trip", "stage")).toEqual(["stage:go", stage, "stage:come", "stage:after"]);
    const step = addStep(store, { stage: "stage:go", name: "Check in", after: "step:pack" });
    expect(step).toBe("step:check-in");
    expect(store.children("stage:go", "step")).toEqual(["step:pack", step, "step:fly"]);
  });

  test("moves several steps with their order, also to the front of another stage", () => {
    const store = open();
    moveStep(store, ["step:pack", "step:fly"], { stage: "stage:come", before: "step:land" });
    expect(store.children("stage:come", "step")).toEqual(["step:pack", "step:fly", "step:land"]);
    expect(store.cell("step:pack", "actions")).toHaveLength(2);
    moveStage(store, "stage:after", { before: "stage:go" });
    expect(store.children("journey:trip", "stage")[0]).toBe("stage:after");
  });

  test("keeps its names from becoming empty", () => {
    const store = open();
    rename(store, "step:fly", "   ");
    expect(store.get<"step">("step:fly")?.name).toBe("Fly");
    rename(store, "step:fly", " Take off ");
    expect(store.get<"step">("step:fly")?.name).toBe("Take off");
    setTarget(store, "step:fly", 7.5);
    expect(store.get<"step">("step:fly")?.target).toBe(7.5);
  });
});

describe("cards", () => {
  test("are added behind another, first, or last", () => {
    const store = open();
    const cell = { parent: "step:pack", lane: "actions" };
    const last = addCard(store, cell, { text: "last" });
    const first = addCard(store, cell, { text: "first", first: true });
    const between = addCard(store, cell, { text: "between", after: "card:fold" });
    expect(store.cell(cell.parent, cell.lane)).toEqual([first, "card:fold", between, "card:weigh", last]);
  });

  test("move between cells together and in their order", () => {
    const store = open();
    moveCards(store, ["card:fold", "card:weigh"], { parent: "step:fly", lane: "pains", after: "card:apart" });
    expect(store.cell("step:fly", "pains")).toEqual(["card:apart", "card:fold", "card:weigh"]);
    moveCards(store, ["card:weigh"], { parent: "step:fly", lane: "pains", after: "" });
    expect(store.cell("step:fly", "pains")).toEqual(["card:weigh", "card:apart", "card:fold"]);
    store.undo();
    store.undo();
    expect(store.cell("step:pack", "actions")).toEqual(["card:fold", "card:weigh"]);
  });

  test("are doubled without what backs the original", () => {
    const store = open();
    const [copy = ""] = duplicate(store, ["card:weigh", "step:fly"]);
    expect(store.cell("step:pack", "actions")).toEqual(["card:fold", "card:weigh", copy]);
    expect(store.get<"card">(copy)).toMatchObject({ text: "weigh", personas: ["persona:family"] });
    expect(store.get<"card">(copy)?.evidence).toBeUndefined();
  });

  test("that a colleague threw away while one wrote come back with what was written", () => {
    const store = open();
    remove(store, ["card:fold"]);
    editText(store, "card:fold", "Fold the shirts");
    expect(store.get<"card">("card:fold")?.text).toBe("Fold the shirts");
  });

  test("fit only where such a thing can stand", () => {
    const store = open();
    const lanes = lanesOf(store, KIND);
    const fits = (ids: string[], parent: string, lane: string): boolean => canDrop(store, lanes, ids, { parent, lane });
    expect(fits(["card:fold"], "step:fly", "pains")).toBe(true);
    expect(fits(["card:fold"], "stage:go", "strengths")).toBe(true);
    expect(fits(["card:fold"], "step:fly", "strengths")).toBe(false);
    expect(fits(["card:fold"], "step:fly", "emotion")).toBe(false);
    expect(fits(["card:feel"], "step:pack", "emotion")).toBe(true);
    expect(fits(["card:fold"], "step:fly", "touchpoints")).toBe(false);
    expect(fits(["encounter:pack"], "step:fly", "touchpoints")).toBe(true);
    expect(fits(["card:fold", "encounter:pack"], "step:fly", "actions")).toBe(false);
    expect(fits(["card:fold"], "step:fly", "measures")).toBe(false);
  });

  test.each([["7,5", 7.5], [" 8 ", 8], [".5", 0.5], ["1.000,5", undefined], ["seven", undefined], ["", undefined], ["1e3", undefined]])(
    "say the number in “%s”",
    (text, value) => {
      expect(numberIn(text)).toBe(value);
    },
  );

  test("hold a number in a curve, within 1 and 10, and words elsewhere", () => {
    const [actions, , emotion] = lanesOf(open(), KIND);
    expect(saidIn(emotion, "12")).toEqual({ value: 10 });
    expect(saidIn(emotion, "Tense")).toEqual({ text: "Tense" });
    expect(saidIn(actions, "12")).toEqual({ text: "12" });
  });
});

describe("ties", () => {
  test("a touchpoint is met once at a step, also when it is moved there", () => {
    const store = open();
    expect(meetTouchpoint(store, "step:pack", "touchpoint:app")).toBe("encounter:pack");
    const met = meetTouchpoint(store, "step:fly", "touchpoint:app", { after: "encounter:fly" });
    expect(store.children("step:fly", "encounter")).toEqual(["encounter:fly", met]);
    setAnchor(store, met, "indicative");
    moveEncounters(store, ["encounter:pack"], { parent: "step:fly", lane: "touchpoints", after: "" });
    expect(store.children("step:fly", "encounter")).toEqual(["encounter:fly", met]);
    expect(store.get<"encounter">(met)?.anchor).toBe("indicative");
    expect(store.children("step:pack", "encounter")).toEqual([]);
  });

  test("a moment of truth is marked with its reason and unmarked", () => {
    const store = open();
    const id = markMoment(store, "step:pack", { reason: "They give up here" });
    expect(momentsAt(store, "step:pack")).toEqual([id]);
    unmarkMoment(store, "step:pack");
    expect(momentsAt(store, "step:pack")).toEqual([]);
    unmarkMoment(store, "moment:m");
    expect(store.ids("moment")).toEqual([]);
  });

  test("an arrow leads on, goes back, or leaves, and always is one of them", () => {
    const store = open();
    const on = connect(store, "step:pack", "step:land", { label: "No flight" });
    const back = connect(store, "step:fly", "step:pack");
    const out = connect(store, "step:fly", "", { label: "Gives up" });
    expect(store.get(on)).toMatchObject({ parent: "step:pack", to: "step:land", label: "No flight" });
    expect(store.get<"arrow">(on)?.kind).toBeUndefined();
    expect(store.get(back)).toMatchObject({ to: "step:pack", kind: "returns" });
    expect(store.get<"arrow">(out)).toMatchObject({ kind: "leaves", label: "Gives up" });
    expect(store.get<"arrow">(out)?.to).toBeUndefined();
    editArrow(store, on, { kind: "leaves" });
    expect(store.get<"arrow">(on)?.to).toBeUndefined();
    editArrow(store, on, { to: "step:fly", label: "" });
    expect(store.get<"arrow">(on)).toEqual({ type: "arrow", id: on, parent: "step:pack", to: "step:fly" });
    expect(arrows(store)).toHaveLength(4);
  });
});

describe("the cast", () => {
  test("grows by personas, and by touchpoints under the key the evidence knows", () => {
    const store = open();
    expect(addPersona(store, { name: "Elderly couple" })).toBe("persona:elderly-couple");
    expect(addTouchpoint(store, { name: "Kiosk" }, "kiosk_17")).toBe("touchpoint:kiosk_17");
    expect(addTouchpoint(store, { name: "Kiosk again" }, "kiosk_17")).toBe("touchpoint:kiosk_17");
    expect(store.get<"touchpoint">("touchpoint:kiosk_17")?.name).toBe("Kiosk");
  });
});

describe("taking away", () => {
  test("leaves nothing that points into nothing, and one undo brings all of it back", () => {
    const store = open();
    remove(store, ["step:pack"]);
    expect([store.get("arrow:back"), store.get("card:fold")]).toEqual([undefined, undefined]);
    store.undo();
    expect(store.get("arrow:back")).toBeDefined();
    remove(store, ["touchpoint:app", "persona:family"]);
    expect(store.get("encounter:pack")).toBeUndefined();
    expect(store.get<"card">("card:apart")?.touchpoint).toBeUndefined();
    expect(store.get<"moment">("moment:m")?.touchpoint).toBeUndefined();
    expect(store.get<"card">("card:weigh")?.personas).toBeUndefined();
    store.undo();
    expect(store.get<"card">("card:weigh")?.personas).toEqual(["persona:family"]);
    expect(store.get<"card">("card:apart")?.touchpoint).toBe("touchpoint:app");
  });

  test("of a stage takes arrows to its steps along; the journey stays", () => {
    const store = open();
    remove(store, ["stage:go", "journey:trip"]);
    expect(store.journey).toBe("journey:trip");
    expect(store.ids("arrow")).toEqual([]);
    restore(store, ["stage:go"]);
    expect(store.children("stage:go", "step")).toHaveLength(2);
  });
});

describe("arrows between cards", () => {
  test("lead where they are drawn to, go back only where somebody says so, and are taken away with a card", () => {
    const store = open();
    const [one, other] = [addCard(store, { parent: "step:fly", lane: "actions" }), addCard(store, { parent: "step:pack", lane: "actions" })];
    const arrow = connect(store, one, other);
    expect(store.get<"arrow">(arrow)).toMatchObject({ parent: one, to: other });
    expect(store.get<"arrow">(arrow)?.kind).toBeUndefined();
    editArrow(store, arrow, { kind: "returns", label: "asks again" });
    expect(store.get<"arrow">(arrow)).toMatchObject({ kind: "returns", label: "asks again" });
    remove(store, [other]);
    expect(store.get(arrow)).toBeUndefined();
    store.undo();
    expect(store.get<"arrow">(arrow)).toMatchObject({ to: other });
  });
});
