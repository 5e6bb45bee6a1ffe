import { describe, expect, it } from "vitest";
import type { Given } from "@outsidein/schema";
import { cellOf, csvOf } from "./csv";

const GIVEN: Given = { response: 7, customer: "6755af00", time: "2026-11-21T18:54:00+00:00", channel: "kiosk", source: "survey", touchpoint: "bags", question: "q1", asks: "satisfaction", value: 4, low: 1, high: 5, wording: "How was it?", segments: [["travel", "Family"]] };

describe("answers as CSV", () => {
  it.each(["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1"])("does not let %j run as a formula", (text) => {
    expect(cellOf(text).replace(/^"/, "").startsWith("'")).toBe(true);
  });
  it("leaves numbers numbers, below zero too", () => {
    expect([cellOf(-3), cellOf(4.5), cellOf(null)]).toEqual(["-3", "4.5", ""]);
  });
  it("quotes what would end a cell", () => {
    expect(cellOf('say "no", please')).toBe('"say ""no"", please"');
    expect(cellOf("two\nlines")).toBe('"two\nlines"');
  });
  it("has a column per segment, empty where a response says nothing", () => {
    const [head, first, second] = csvOf([GIVEN, { ...GIVEN, value: null, segments: [["age", "18 to 34"]] }]).split("\r\n");
    expect(head).toBe("customer,time,channel,source,touchpoint,question,wording,asks,value,low,high,response,segment:age,segment:travel");
    expect(first).toBe("6755af00,2026-11-21T18:54:00+00:00,kiosk,survey,bags,q1,How was it?,satisfaction,4,1,5,7,,Family");
    expect(second?.endsWith(",,1,5,7,18 to 34,")).toBe(true);
  });
});
