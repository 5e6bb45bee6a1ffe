import { openLocal } from "@outsidein/store";
import { describe, expect, test } from "vitest";
import { card, KIND, open } from "../test/trip";
import type { Filter } from "./contract";
import { gridOf } from "./grid";
import { lanesOf } from "./lanes";
import { EVERYTHING, narrows, search, type Strength } from "./search";
import { openEditor } from "./session";

function found(filter: Partial<Filter>, strengths = new Map<string, Strength>()): string[] | null {
  const store = open();
  store.edit("add", (tx) => tx.put(card("umlaut", "step:land", "pains", "V", { text: "Über die Gebühr warten", personas: ["persona:solo"] })));
  const result = search(store, gridOf(store, lanesOf(store, KIND)), { ...EVERYTHING, ...filter }, strengths);
  return result && [...result.ids].map((id) => id.replace("card:", ""));
}

describe("looking for cards", () => {
  test("finds all words in any order, whatever their accents and case", () => {
    expect(found({ text: "GEBUHR uber" })).toEqual(["umlaut"]);
    expect(found({ text: "gebühr nie" })).toEqual([]);
  });
  test("finds by the touchpoint that a card is about", () => {
    expect(found({ text: "app" })).toEqual(["apart"]);
  });
  test("of a persona finds its cards and those that speak of all", () => {
    expect(found({ personas: ["persona:solo"], lanes: ["actions", "pains"] })).toEqual(["fold", "board", "apart", "umlaut"]);
  });
  test("by what backs them takes a card that nobody knows of as an assumption", () => {
    const strengths = new Map<string, Strength>([["card:fold", "measured"], ["card:board", "heard"]]);
    expect(found({ strengths: ["measured", "heard"] }, strengths)).toEqual(["fold", "board"]);
    expect(found({ strengths: ["assumption"], lanes: ["actions"] }, strengths)).toEqual(["weigh"]);
  });
  test("at moments of truth finds what stands there", () => {
    expect(found({ moments: true })).toEqual(["board", "apart", "feel"]);
  });
  test("for nothing is not looking", () => {
    expect(narrows({ ...EVERYTHING, text: "  " })).toBe(false);
    expect(found({})).toBeNull();
  });
  test("divides all cards into found and others", () => {
    const store = open();
    const result = search(store, gridOf(store, lanesOf(store, KIND)), { ...EVERYTHING, text: "o" }, new Map());
    expect((result?.ids.size ?? 0) + (result?.others.size ?? 0)).toBe(store.ids("card").length);
  });
});

describe("looking on a network or a plan", () => {
  const world = () =>
    openLocal([
      { type: "journey", id: "journey:net", title: "Net", kind: "ecosystem" },
      { type: "actor", id: "actor:far", name: "Far office", ring: 2 },
      { type: "actor", id: "actor:core", name: "Home office", ring: 0, about: "Über allem" },
      { type: "flow", id: "flow:a", parent: "actor:core", to: "actor:far", label: "Office post" },
      { type: "card", id: "card:pain", parent: "actor:far", order: "a", lane: "pains", text: "Waiting for the fax" },
      { type: "touchpoint", id: "touchpoint:desk", name: "Office desk", kind: "human" },
      { type: "place", id: "place:b", parent: "journey:net", order: "b", x: 0, y: 0, touchpoint: "touchpoint:desk" },
      { type: "place", id: "place:a", parent: "journey:net", order: "a", x: 0, y: 0, name: "Office door" },
      { type: "moment", id: "moment:a", parent: "place:b", reason: "It begins here" },
    ]);
  const look = (filter: Partial<Filter>, strengths = new Map<string, Strength>()) => {
    const store = world();
    return [...(search(store, gridOf(store, lanesOf(store, KIND)), { ...EVERYTHING, ...filter }, strengths)?.ids ?? [])];
  };
  test("goes from the centre outwards, each actor before what it gives, then place by place", () => {
    expect(look({ text: "office" })).toEqual(["actor:core", "flow:a", "actor:far", "place:a", "place:b"]);
  });
  test("finds an actor by what is said of it and by its cards", () => {
    expect(look({ text: "uber" })).toEqual(["actor:core"]);
    expect(look({ text: "fax" })).toEqual(["actor:far"]);
    expect(look({ lanes: ["pains"] })).toEqual(["actor:far"]);
  });
  test("finds by what backs it and by moments of truth", () => {
    expect(look({ strengths: ["measured"] }, new Map([["flow:a", "measured"]]))).toEqual(["flow:a"]);
    expect(look({ moments: true })).toEqual(["place:b"]);
  });
  test("is walked from one found to the next, each named", async () => {
    const store = world();
    const editor = openEditor(store, KIND, { names: { stage: "New stage", step: "New step" } });
    editor.look({ ...EVERYTHING, text: "office" });
    for (const id of ["actor:core", "flow:a", "actor:far", "place:a", "place:b", "actor:core"]) {
      await editor.run("go.next");
      expect(editor.state.selection.focus?.id).toBe(id);
    }
    expect(editor.state.says).toMatchObject({ key: "editor.say.foundAt", values: { name: "Home office", at: 1, count: 5 } });
    await editor.run("go.previous");
    expect(editor.state.says?.values).toMatchObject({ name: "Office desk", at: 5 });
  });
});
