import { words } from "@outsidein/kit";
import { describe, expect, it } from "vitest";
import type { Change, Deed } from "../../data/talk";
import { byDay, told } from "./told";
import "./words";

const names: Readonly<Record<string, string>> = { "touchpoint:app": "The app", "card:a": "Looks for a seat" };
const say = (change: Partial<Change>) => told({ what: "changed", id: "card:a", type: "card", title: "Looks for a seat", field: "", old: null, new: null, ...change }, words(), (id) => names[id] ?? "", String);

describe("a change in words", () => {
  it("says what came and what went", () => {
    expect(say({ what: "added", title: "Waits" }).says).toBe("Card “Waits” added");
    expect(say({ what: "removed", type: "step", title: "" }).says).toBe("Step “without words” removed");
  });
  it("says from where to where something moved, unless it stayed in its place", () => {
    expect(say({ what: "moved", old: "Search", new: "Book" }).says).toBe("Card “Looks for a seat” moved from “Search” to “Book”");
    expect(say({ what: "moved", old: "Search", new: "Search" }).says).toBe("Card “Looks for a seat” moved");
  });
  it("shows the words before and after where it was reworded or renamed", () => {
    expect(say({ field: "text", old: "Looks", new: "Looks for a seat" })).toEqual({ says: "Card reworded", old: "Looks", new: "Looks for a seat" });
    expect(say({ field: "name", type: "step", old: "A", new: "B" }).says).toBe("Step renamed");
  });
  it("names fields and records, and says empty, yes and no", () => {
    expect(say({ field: "touchpoint", old: "", new: "touchpoint:app" })).toEqual({ says: "Card “Looks for a seat”: touchpoint", old: "empty", new: "The app" });
    expect(say({ field: "hidden", old: false, new: true })).toMatchObject({ old: "no", new: "yes" });
    expect(say({ field: "personas", old: [], new: ["persona:gone", "touchpoint:app"] }).new).toBe("gone, The app");
    expect(say({ field: "value", old: 3, new: null })).toMatchObject({ old: "3", new: "empty" });
  });
  it("is still told where a field or type has no word yet", () => {
    expect(say({ type: "thing", field: "shade", old: "a", new: "b" }).says).toBe("Record “Looks for a seat”: shade");
  });
});

describe("days", () => {
  it("hold what was done on them, in its order", () => {
    const deed = (until: string): Deed => ({ name: "Ada", kind: "edit", first: 1, last: 1, since: until, until, count: 0, changes: [] });
    const found = byDay([deed("2026-03-02T12:00:00"), deed("2026-03-02T09:00:00"), deed("2026-03-01T12:00:00")]);
    expect(found.map((one) => [one.day, one.deeds.length])).toEqual([["2026-03-02", 2], ["2026-03-01", 1]]);
  });
});
