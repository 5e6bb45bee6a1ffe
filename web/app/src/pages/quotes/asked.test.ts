import { describe, expect, it } from "vitest";
import { isNarrowed, NOBODY, readAsked, writeAsked } from "./asked";

describe("which comments, as an address", () => {
  it("says what was asked and nothing else, and is read back as it was", () => {
    const asked = { ...NOBODY, map: "m1", step: "step:a&b", search: "late bag", where: ["channel=app", "segment:age=18 to 34"] };
    expect(writeAsked(asked)).toBe("map=m1&step=step%3Aa%26b&search=late+bag&where=channel%3Dapp&where=segment%3Aage%3D18+to+34");
    expect(readAsked(writeAsked(asked))).toEqual(asked);
  });
  it("is narrowed by anything but the map", () => {
    expect([isNarrowed({ ...NOBODY, map: "m" }), isNarrowed({ ...NOBODY, search: "x" }), isNarrowed({ ...NOBODY, where: ["channel=app"] })]).toEqual([false, true, true]);
  });
});
