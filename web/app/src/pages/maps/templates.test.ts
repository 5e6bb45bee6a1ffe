import { expect, test } from "vitest";
import { lineOf } from "./templates";

const BOX = { width: 100, height: 90 };

test("a level of ten lies at the top, of one at the bottom, each in the middle of its step", () => {
  expect(lineOf([10, 1], BOX)).toBe("25,0 75,90");
});

test("a step without a level leaves its place empty", () => {
  expect(lineOf([10, null, 1, 1], BOX)).toBe("12.5,0 62.5,90 87.5,90");
});
