import { describe, expect, it } from "vitest";
import type { MeasureRow } from "../../data/questions";
import { at, cut, type RowsAsked } from "./asked";

const ASKED: RowsAsked = { measure: "csat", map: "m", where: ["channel=app"], first: "2026-01-01" };
const row = (...keys: MeasureRow["keys"]): MeasureRow => ({ keys }) as unknown as MeasureRow;

describe("which rows are asked for", () => {
  it("keeps a place beside what is narrowed already, a touchpoint before its step", () => {
    expect(at(ASKED, { step: "step:a" }).where).toEqual(["channel=app", "step=step:a"]);
    expect(at(ASKED, { step: "step:a", touchpoint: "desk" }).where).toEqual(["channel=app", "touchpoint=desk"]);
    expect(at(ASKED, {}).where).toEqual(["channel=app"]);
  });
  it("asks for what nobody said by an empty value", () => {
    expect(cut(ASKED, ["segment:age"], row(null)).where).toEqual(["channel=app", "segment:age="]);
  });
  it("takes the days of a period instead of those of the page", () => {
    expect(cut(ASKED, ["channel"], row("kiosk", { first: "2026-02-01", last: "2026-02-28" }))).toEqual({ measure: "csat", map: "m", where: ["channel=app", "channel=kiosk"], first: "2026-02-01", last: "2026-02-28" });
  });
});
