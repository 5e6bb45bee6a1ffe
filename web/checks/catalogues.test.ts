/** What must hold of the message catalogues: whole in both languages, alike in their places, all used, none missing. */
import { describe, expect, test } from "vitest";
import { parse, places } from "../kit/src/words/message";
// @ts-expect-error plain JavaScript, shared with other checks
import { catalogues as readCatalogues, code as readCode, kept as readKept } from "./catalogues.js";

type Messages = Readonly<Record<string, string>>;
const catalogues = readCatalogues() as ReadonlyMap<string, { readonly en?: Messages; readonly de?: Messages }>;
const code = readCode() as readonly { readonly file: string; readonly text: string }[];

/** Words that are the same in both languages, or that each language is offered in its own. */
const SAME = new Set([
  "atlas.title",
  "shell.nav.atlas",
  "story.board",
  "account.code",
  "account.email",
  "kit.account.n",
  "kit.n",
]);
const SAME_AREAS = /^shell\.(speak|switch)\./;
/** Terms of the field and names that German takes over as they are. */
const BORROWED = new Set(
  `Map Maps Persona Personas Passkey Passkeys Name Status Code Initiative Initiativen Start Team Link Export Import PDF HTML PNG SVG
   YAML CSV XLSX NPS CSAT CES Server System Text Details Segment Version Feedback Filter Experiment Token Zoom Medium Ideal Poster
   Browser Links Person Deutsch English optional neutral n Outside In Ring Organisation Information`.split(/\s+/),
);
const borrowed = (message: string): boolean => [...message.matchAll(/\p{L}+/gu)].every(([word]) => BORROWED.has(word));

const all = [...catalogues].flatMap(([area, { en = {}, de = {} }]) =>
  [...new Set([...Object.keys(en), ...Object.keys(de)])].map((key) => ({ key: `${area}.${key}`, en: en[key], de: de[key] })),
);

/** What of a message is words: its places and the names of its cases taken out. */
const wordsOf = (message: string): string => message.replace(/\{\w+(, *\w+,? *)?|\b(one|other|=\d+|[a-z-]+) \{|[{}#]|<\/?\w+>/g, " ");

describe("the message catalogues", () => {
  test("have every message in both languages", () => {
    const lacking = all.flatMap(({ key, en, de }) => [
      ...(en === undefined ? [`${key} is missing in English`] : []),
      ...(de === undefined ? [`${key} is missing in German`] : []),
    ]);
    expect(lacking).toEqual([]);
  });

  test("are well formed and have the same places in both languages", () => {
    const unlike = all.flatMap(({ key, en, de }) => {
      if (en === undefined || de === undefined) return [];
      const [inEnglish, inGerman] = [en, de].map((message) => [...places(parse(message))].sort().join(" "));
      return inEnglish === inGerman ? [] : [`${key}: ${inEnglish} ≠ ${inGerman}`];
    });
    expect(unlike).toEqual([]);
  });

  test("are translated: no German message is the English one", () => {
    const untranslated = all.filter(
      ({ key, en, de }) =>
        en !== undefined && en === de && !SAME.has(key) && !SAME_AREAS.test(key) && !borrowed(wordsOf(en)),
    );
    expect(untranslated.map(({ key, en }) => `${key}: ${en ?? ""}`)).toEqual([]);
  });

  test("are registered by files that a build keeps: else a menu shows keys instead of words", () => {
    const kept = readKept() as ReadonlyMap<string, readonly string[]>;
    const dropped = code.flatMap(({ file, text }) => {
      const [of = ""] = file.split("/");
      const effects = kept.get(of);
      return /^registerWords\(/m.test(text) && effects && !effects.includes(`.${file.slice(of.length)}`) ? [file] : [];
    });
    expect(kept.size).toBeGreaterThan(0);
    expect(dropped).toEqual([]);
  });

  test("hold every key that code asks for", () => {
    const known = new Set(all.map(({ key }) => key));
    const areas = [...catalogues.keys()].join("|");
    const asked = new RegExp(`\\bt(?:\\.rich|\\.dynamic)?\\(\\s*"((?:${areas})\\.[\\w.-]+)"`, "g");
    const missing = code.flatMap(({ file, text }) =>
      [...text.matchAll(asked)].flatMap(([, key = ""]) => (known.has(key) ? [] : [`${file} asks for ${key}`])),
    );
    expect(missing).toEqual([]);
  });

  test("hold no key that nobody asks for", () => {
    const written = new Set<string>();
    const begun = new Set<string>();
    for (const { text } of code) {
      for (const [, key = ""] of text.matchAll(/["'`]([\w-]+\.[\w.-]+)["'`]/g)) written.add(key);
      // Keys that are put together: `area.${…}` or `area.part.${…}.end`.
      for (const [, start = ""] of text.matchAll(/[`]([\w-]+\.[\w.-]*)\$\{/g)) begun.add(start);
      // Keys whose beginning a constant holds: `${LABEL}end`.
      for (const [, name = "", start = ""] of text.matchAll(/const (\w+) = "([\w-]+\.[\w.-]*\.)";/g)) {
        for (const [, end = ""] of text.matchAll(new RegExp(`\\$\\{${name}\\}([\\w.-]+)`, "g"))) written.add(start + end);
      }
    }
    const unused = all.filter(({ key }) => !written.has(key) && ![...begun].some((start) => key.startsWith(start)));
    expect(unused.map(({ key }) => key)).toEqual([]);
  });
});
