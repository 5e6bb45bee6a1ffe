import { describe, expect, it } from "vitest";
import { piecesOf } from "./marked";

const marked = (text: string, search: string): string => piecesOf(text, search).map((one) => (one.found ? `[${one.text}]` : one.text)).join("");

describe("words that a search found", () => {
  it("marks each word wherever it stands, in any case", () => {
    expect(marked("Late bag. A late, LATE bag!", "late bag")).toBe("[Late] [bag]. A [late], [LATE] [bag]!");
  });
  it("takes the longer of two words where one is within the other", () => {
    expect(marked("baggage and bag", "bag baggage")).toBe("[baggage] and [bag]");
  });
  it("reads signs as signs, not as a pattern", () => {
    expect(marked("50 % (a+b) [c] x-y \\d", "(a+b) [c] x-y \\d .*")).toBe("50 % [(a+b)] [[c]] [x-y] [\\d]");
    expect(marked("a/b {c} $", "a/b {c} $")).toBe("[a/b] [{c}] [$]");
  });
  it("loses nothing of the text", () => {
    for (const search of ["", "  ", "e", "zz", "İ"]) expect(piecesOf("İstanbul <b>gate</b>", search).map((one) => one.text).join("")).toBe("İstanbul <b>gate</b>");
  });
});
