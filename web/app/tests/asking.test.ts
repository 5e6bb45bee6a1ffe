// @vitest-environment jsdom
/** Asking the server: addresses, problems, where one goes after signing in. */
import { describe, expect, test } from "vitest";
import { nextOf } from "../src/account/auth";
import { addressOf } from "../src/api/client";
import { asProblem, problemOf } from "../src/api/problem";
import "../src/words";

test("an address has its places filled and its lists repeated", () => {
  const params = { path: { workspace: "a/b", map: "m" }, query: { where: ["x=1", "y=2"], first: null, none: undefined } };
  expect(addressOf("/api/v1/workspaces/{workspace}/maps/{map}", params)).toBe("/api/v1/workspaces/a%2Fb/maps/m?where=x%3D1&where=y%3D2");
});

describe("a problem", () => {
  const where = { file: null, line: null, row: null, column: null, record: null };
  test("is what the server's diagnostics say", () => {
    const problem = problemOf(409, { diagnostics: [{ code: "server/key-taken", says: "Taken.", fix: "Rename.", severity: "error", where }] });
    expect([problem.code, problem.first.fix]).toEqual(["server/key-taken", "Rename."]);
  });

  test("is said even where the answer is none of ours", () => {
    expect(problemOf(502, "<html>").first.says).toContain("502");
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("web/unreachable");
    expect(asProblem(new Error("oops")).code).toBe("web/fault");
  });
});

test.each([
  ["?next=/w/a/maps%3Fx%3D1", "/w/a/maps?x=1"],
  ["?next=//evil.example", "/"],
  ["?next=https://evil.example", "/"],
  ["?next=/%5Cevil.example", "/"],
  ["", "/"],
])("after signing in with %s one goes to %s", (search, address) => {
  expect(nextOf(search)).toBe(address);
});
