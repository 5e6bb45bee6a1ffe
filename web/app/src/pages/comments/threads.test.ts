import { describe, expect, it } from "vitest";
import type { Comment } from "../../data/comments";
import { marksOn, openByRecord, signsByRecord, threadsOf } from "./threads";

let last = 0;
function said(more: Partial<Comment> = {}): Comment {
  last += 1;
  return { id: `c${last}`, record: "card:a", parent: null, name: "Ada", mine: false, text: "So?", sign: "", mentions: [], at: `2026-01-01T00:00:${String(last).padStart(2, "0")}Z`, edited: null, resolved: null, resolved_by: "", ...more };
}

describe("threads", () => {
  it("hold their answers in order; open ones stand first, the newest of them on top", () => {
    const settled = said({ resolved: "2026-02-01T00:00:00Z" });
    const old = said();
    const young = said();
    const answer = said({ parent: old.id });
    const found = threadsOf([settled, old, young, answer]);
    expect(found.map((one) => one.first.id)).toEqual([young.id, old.id, settled.id]);
    expect(found[1]?.answers).toEqual([answer]);
  });
  it("are no marks without words, until somebody answers one", () => {
    const mark = said({ text: "", sign: "doubt" });
    expect(threadsOf([mark])).toEqual([]);
    expect(threadsOf([mark, said({ parent: mark.id })]).length).toBe(1);
  });
});

describe("marks", () => {
  it("are counted by sign, in the order in which they are offered, with one's own", () => {
    const mine = said({ text: "", sign: "agree", mine: true });
    const found = marksOn([said({ text: "", sign: "idea" }), mine, said({ text: "", sign: "agree", name: "Bo" })], "card:a");
    expect(found).toEqual([
      { sign: "agree", names: ["Ada", "Bo"], mine: mine.id },
      { sign: "idea", names: ["Ada"], mine: "" },
    ]);
  });
});

describe("badges", () => {
  it("count open threads and marks, not answers, not what is settled, not what is about the whole map", () => {
    const first = said();
    const all = [first, said({ parent: first.id }), said({ resolved: "2026-02-01T00:00:00Z" }), said({ record: "" }), said({ text: "", sign: "doubt" })];
    expect([...openByRecord(all)]).toEqual([["card:a", 2]]);
    expect(signsByRecord(all).get("card:a")).toEqual(["doubt"]);
  });
});
