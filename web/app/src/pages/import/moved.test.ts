import type { Estimate } from "@outsidein/schema";
import { expect, test } from "vitest";
import { isSure } from "./moved";

const level = (value: number, low: number, high: number): Estimate => ({ value, low, high }) as unknown as Estimate;

test("a step moved for sure where its intervals lie apart, or where it came or went", () => {
  expect(isSure({ before: level(7, 6.8, 7.2), after: level(6, 5.9, 6.1) })).toBe(true);
  expect(isSure({ before: level(7, 6.5, 7.5), after: level(6.8, 6.4, 7.2) })).toBe(false);
  expect(isSure({ before: null, after: level(6, 5, 7) })).toBe(true);
});
