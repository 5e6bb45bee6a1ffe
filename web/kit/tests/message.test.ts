/** Our small reader of ICU messages writes what intl-messageformat writes, for every message that we have. */
import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { fill, MessageError, parse, places, plain } from "../src/words/message";
// @ts-expect-error plain JavaScript, shared with other checks
import { catalogues } from "../../checks/catalogues.js";

const LOCALES = { en: "en-GB", de: "de-DE" } as const;
const NUMBERS = [0, 1, 2, 5, 21, 1234567];

function both(message: string, values: Record<string, string | number>, locale: string): readonly [string, string] {
  const tags = Object.fromEntries(
    [...places(parse(message))].filter((one) => one.startsWith("<")).map((one) => [one.slice(1, -1), (inner: unknown[]) => inner.join("")]),
  );
  const theirs = new IntlMessageFormat(message, locale).format({ ...values, ...tags });
  const ours = plain(fill(parse(message), values, locale));
  return [ours, String(theirs).replace(/(?<!\d)-(?=\d)/g, "−")];
}

describe("filling messages", () => {
  for (const [area, languages] of catalogues() as Map<string, Record<"en" | "de", Record<string, string>>>) {
    test(`agrees with intl-messageformat for ${area}`, () => {
      for (const language of ["en", "de"] as const) {
        for (const message of Object.values(languages[language] ?? {})) {
          for (const number of NUMBERS) {
            const names = [...places(parse(message))].filter((one) => !one.startsWith("<"));
            const counted = (name: string): boolean => new RegExp(`\\{\\s*${name}\\s*,\\s*(plural|number|selectordinal)`).test(message);
            const values = Object.fromEntries(names.map((name) => [name, counted(name) ? number : "editor"]));
            const [ours, theirs] = both(message, values, LOCALES[language]);
            expect(ours).toBe(theirs);
          }
        }
      }
    });
  }

  test.each([
    ["It''s {name}", { name: "Ada" }],
    ["'{not}' a place, # no number", {}],
    ["{n, plural, =0 {none} one {# map of {name}} other {# maps of {name}}}", { n: 1, name: "Ada" }],
    ["{n, plural, one {{m, plural, one {# a} other {# b}}} other {# c}}", { n: 1, m: 3 }],
    ["{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", { n: 22 }],
    ["{who, select, owner {O} other {X}} <b>bold {n, number}</b>", { who: "nobody", n: -1204.5 }],
    ["a < b and 2 > 1", {}],
  ])("agrees for %s", (message, values) => {
    const [ours, theirs] = both(message, values as Record<string, string | number>, "en-GB");
    expect(ours).toBe(theirs);
  });

  test.each(["{", "{n, plural, one {a}}", "{n, money}", "<b>open", "closed</b>", "}", "{s, select, as-is {a} other {b}}"])("says what is wrong with %s", (message) => {
    expect(() => parse(message)).toThrow(MessageError);
  });

  test("shows the place of a value that is missing", () => {
    expect(plain(fill(parse("Hello {name}"), {}, "en-GB"))).toBe("Hello {name}");
  });
});

test("the palette is written once: the web takes that of paper, and changes no colour of it but stages in the dark", () => {
  const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
  const named = (css: string): Set<string> => new Set(css.match(/--[\w-]+(?=:)/g));
  const ofPaper = named(read("../../../src/outsidein/render/tokens.css"));
  expect(read("../src/base.css")).toContain("src/outsidein/render/tokens.css");
  expect(ofPaper.size).toBeGreaterThan(20);
  expect([...named(read("../src/tokens.css"))].filter((name) => ofPaper.has(name)).sort()).toEqual([
    "--ink", "--paper", "--stage-1", "--stage-2", "--stage-3", "--stage-4", "--stage-5",
  ]);
});
