import { expect, test } from "vitest";
import { aboutOf } from "./told";

test("an entry tells of names and ids, and leaves out what is empty", () => {
  expect(aboutOf({ name: "Ana", role: "editor", members: [3, 4], note: null, text: "" })).toBe("name: Ana · role: editor · members: 3, 4");
});

test("an entry about nothing says nothing", () => {
  expect(aboutOf({})).toBe("");
});
