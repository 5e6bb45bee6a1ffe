import { expect, test } from "vitest";
import { arcOf } from "./arc";

test("tension is that of the beats, straight between two, and unsaid outside of them", () => {
  expect(arcOf(["", "exposition", "", "climax", ""]).map((one) => one && Math.round(one * 100))).toEqual([null, 10, 55, 100, null]);
  expect(arcOf(["", ""])).toEqual([null, null]);
});
