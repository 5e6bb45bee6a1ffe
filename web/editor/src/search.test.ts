import { describe, expect, test } from "vitest";
import { card, KIND, open } from "../test/trip";
import type { Filter } from "./contract";
import { gridOf } from "./grid";
import { lanesOf } from "./lanes";
import { EVERYTHING, narrows, search, type Strength } from "./search";

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
