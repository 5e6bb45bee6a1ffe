import { describe, expect, it } from "vitest";
import { againstTime, againstValue } from "./against";
import { firstSteps, readShown, writeShown } from "./shown";
import { runs } from "./told";

const side = { notion: "case", segment: [], first: "", last: "" };

describe("what the paths page shows", () => {
  it.each([
    "",
    "part=funnel&notion=customer&step=a&step=b%3Dc&within=7d",
    "segment=platform%3Dweb&against=platform%3Dapp&events=4&top=10&repeats=each",
    "part=designed&first=2026-01-01&last=2026-03-31&against_first=2025-01-01&against_last=2025-03-31&map=abc",
    "part=return&every=week",
  ])("is said by its address and back: %s", (address) => {
    expect(writeShown(readShown(address))).toBe(address);
  });
  it("takes what is no such thing for nothing said", () => {
    expect(writeShown(readShown("part=nowhere&events=1e9&top=-3&within=soon&every=century"))).toBe("");
  });
  it("begins a funnel with what most come to, in the order they come there", () => {
    const places = [{ name: "item", place: 3 }, { name: "home", place: 1 }, { name: "cart", place: 6 }, { name: "search", place: 2 }, { name: "help", place: 1 }];
    expect(firstSteps(places)).toEqual(["home", "search", "item", "cart"]);
  });
  it("tells the same several times in a row once", () => {
    expect(runs(["a", "a", "b", "a"])).toEqual([{ name: "a", times: 2 }, { name: "b", times: 1 }, { name: "a", times: 1 }]);
  });
});

describe("whom journeys are held against", () => {
  const platform = { name: "platform", values: [{ value: "web", cases: 9 }, { value: "app", cases: 5 }] };
  it("is another value of the segment chosen", () => {
    const chosen = { ...side, segment: ["platform=app", "plan=free"] };
    expect(againstValue(chosen, platform, "web")).toEqual({ side: { ...side, segment: ["plan=free", "platform=app"] }, against: { segment: ["plan=free", "platform=web"], first: "", last: "" } });
  });
  it("makes the largest other value this side where none was chosen", () => {
    expect(againstValue(side, platform, "web").side.segment).toEqual(["platform=app"]);
    expect(againstValue(side, platform, "app").side.segment).toEqual(["platform=web"]);
  });
  it("is as long a time just before", () => {
    const { against } = againstTime({ ...side, first: "2026-03-01", last: "2026-03-10" }, { first: null, last: null });
    expect(against).toEqual({ segment: [], first: "2026-02-19", last: "2026-02-28" });
  });
  it("splits an open time in two that share no day", () => {
    const sides = againstTime(side, { first: "2026-01-01", last: "2026-01-11" });
    expect([sides.against.last, sides.side.first]).toEqual(["2026-01-06", "2026-01-07"]);
  });
});
