/** Numbers, intervals and times are written as on paper (render/words.py, render/composition/numbers.py). */
import type { Estimate } from "@outsidein/schema";
import { describe, expect, test } from "vitest";
import { alike, decimalsOf, formatsOf } from "../src/format/formats";

const WORDS = {
  to: (low: string, high: string) => `${low} to ${high}`,
  of: (top: string) => `of ${top}`,
  size: (n: string, size: string) => `${n} ${size}`,
  undated: "undated",
};
const en = formatsOf("en", WORDS);
const de = formatsOf("de", WORDS);

function estimate(value: number, half: number, unit: string, more: Partial<Estimate> = {}): Estimate {
  const plain = { n: 9, method: "t", measure: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0 };
  return { ...plain, value, low: value - half, high: value + half, unit, ...more };
}

describe("numbers", () => {
  test("have a true minus, separators of the language, and never “−0”", () => {
    expect([en.number(-1204331), de.number(6118.25, { decimals: 1 }), en.number(-0.04, { decimals: 1 })]).toEqual(["−1,204,331", "6.118,3", "0.0"]);
  });

  test("round half away from zero on their decimal writing", () => {
    expect([en.number(4.35, { decimals: 1 }), en.number(1.005, { decimals: 2 }), en.number(-2.5)]).toEqual(["4.4", "1.01", "−3"]);
  });

  test("of nothing are a dash", () => {
    expect([en.number(null), en.percent(null), en.number(Number.NaN)]).toEqual(["–", "–", "–"]);
  });

  test("that are long are shortened without a jump at the next size", () => {
    expect([9_999, 129_487, 999_600, 1_200_000].map(en.compact)).toEqual(["9,999", "129 thousand", "1.0 million", "1.2 million"]);
  });
});

describe("intervals", () => {
  test("have a dash between plain numbers and a word where a sign would read as another dash", () => {
    expect(en.interval(4.5, 4.7, { decimals: 1 })).toBe("4.5–4.7");
    expect(en.interval(-0.9, 0.3, { decimals: 1, signed: true })).toBe("−0.9 to +0.3");
  });

  test("decide how many decimals a number can bear", () => {
    const found = [
      estimate(4.62, 0.1, "1–10"),
      estimate(24.1, 1.9, "%"),
      estimate(50.86, 0.28, "%"),
      estimate(12.4, 2.9, "points"),
      estimate(6.25, 0.004, "1–10"),
    ];
    expect(found.map(decimalsOf)).toEqual([1, 0, 1, 0, 2]);
    expect(alike(found)).toBe(1);
  });
});

describe("estimates", () => {
  test("say value, unit, interval and n", () => {
    expect(en.estimate(estimate(38.2, 1.2, "%", { n: 6118 }))).toEqual({ value: "38", unit: "%", interval: "37–39", n: "6,118" });
    expect(en.estimate(estimate(5.1, 0.05, "1–7"), { scale: true }).unit).toBe("of 7");
    expect(en.estimate(estimate(12, 3, "points", { measure: "nps" })).value).toBe("+12");
  });

  test("of a length of time are said in the unit of people, with a lower end alone where there is no upper one", () => {
    const long = estimate(7500, 300, "s", { method: "order statistics", n: 40 });
    expect(en.estimate(long, { decimals: 0 })).toEqual({ value: "2.1", unit: "h", interval: "2.0–2.2", n: "40" });
    expect(en.estimate(estimate(90, 3, "s"))).toMatchObject({ value: "90.0", unit: "s" });
    expect(en.estimate({ ...long, high: null }).interval).toMatch(/^≥.2$/u);
  });

  test("that were counted have no interval, those that were set no n", () => {
    expect(en.estimate(estimate(120, 0, "", { method: "exact", n: 120 })).interval).toBe("");
    expect(en.estimate(estimate(85, 0, "%", { method: "entered" })).n).toBe("");
  });
});

describe("times", () => {
  test("are days of the reader, in the order of the language", () => {
    expect([en.date("2026-11-03"), de.date("2026-11-03")]).toEqual(["3 Nov 2026", "3. Nov. 2026"]);
    expect(en.period({ first: "2026-07-01", last: "2026-09-30" })).toBe("1 Jul 2026 – 30 Sept 2026");
    expect(en.period(null)).toBe("undated");
  });

  test("are said from now", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect([en.relative(now - 2 * 3_600_000, now), de.relative(now - 86_400_000, now), en.relative(now + 30_000, now)]).toEqual([
      "2 hours ago",
      "gestern",
      "now",
    ]);
  });
});
