import { describe, expect, it } from "vitest";
import { complete, mentionAt, mentioned, parts, suggested } from "./mentions";

const members = [
  { id: 1, name: "Ana" },
  { id: 2, name: "Ana Maria" },
  { id: 3, name: "Jean-Luc Picard" },
];

describe("a mention being written", () => {
  it("begins at the @ before the caret", () => {
    expect(mentionAt("Look @an", 8)).toEqual({ from: 5, query: "an" });
    expect(mentionAt("@", 1)).toEqual({ from: 0, query: "" });
    expect(mentionAt("(@Ana Ma", 8)).toEqual({ from: 1, query: "Ana Ma" });
  });
  it("is none in an address, on the next line, or long after the @", () => {
    expect(mentionAt("ana@example", 11)).toBeNull();
    expect(mentionAt("@ana\nso", 7)).toBeNull();
    expect(mentionAt("@ana is it so", 13)).toBeNull();
    expect(mentionAt("none", 4)).toBeNull();
  });
  it("is completed by the whole name, and writing goes on behind it", () => {
    expect(complete("Look @an now", 5, 8, "Ana Maria")).toEqual({ text: "Look @Ana Maria now", caret: 16 });
  });
});

describe("who is suggested", () => {
  it("has a word that begins so, whoever's name begins so first", () => {
    expect(suggested(members, "an").map((one) => one.id)).toEqual([1, 2]);
    expect(suggested(members, "luc").map((one) => one.id)).toEqual([3]);
    expect(suggested(members, "xy")).toEqual([]);
    expect(suggested(members, "").length).toBe(3);
  });
});

describe("who is mentioned", () => {
  it("is the one with the longest name that fits, each once, whatever the case", () => {
    expect(mentioned("@Ana Maria and @ana, and @Ana again", members)).toEqual([2, 1]);
  });
  it("is nobody whose name only begins a word or stands in an address", () => {
    expect(mentioned("@Anabel or x@Ana", members)).toEqual([]);
  });
  it("leaves every letter of the text where it was", () => {
    const text = "Hey @Ana, ask @Jean-Luc Picard.";
    expect(parts(text, members).map((one) => one.text).join("")).toBe(text);
    expect(parts(text, members).filter((one) => one.id !== null).length).toBe(2);
  });
});
