/** The walls between the packages hold, and words are found in JSX. */
import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";
// @ts-expect-error plain JavaScript, read by eslint
import { refusal } from "./walls.js";
// @ts-expect-error plain JavaScript, read by eslint
import { noWordsInJsx } from "./words.js";

const at = (path: string): string => new URL(`../${path}`, import.meta.url).pathname;
const said = (file: string, source: string): string | undefined => refusal(at(file), source) as string | undefined;

describe("the walls", () => {
  test("let imports go down through doors", () => {
    expect(said("canvas/src/A.tsx", "@outsidein/kit")).toBeUndefined();
    expect(said("app/src/A.tsx", "@outsidein/kit/base.css")).toBeUndefined();
    expect(said("app/src/pages/map/A.tsx", "../../api/client")).toBeUndefined();
  });

  test("let none go up, sideways, or round a door", () => {
    expect(said("kit/src/A.tsx", "@outsidein/canvas")).toMatch(/down only/);
    expect(said("editor/src/a.ts", "@outsidein/kit")).toMatch(/down only/);
    expect(said("app/src/A.tsx", "@outsidein/kit/src/button/Button")).toMatch(/one door/);
    expect(said("app/src/A.tsx", "../../kit/src/button/Button")).toMatch(/through its door/);
  });

  test("keep Yjs in the store, React out of the editor, React Aria in the kit", () => {
    expect(said("canvas/src/A.tsx", "yjs")).toMatch(/Yjs/);
    expect(said("store/src/a.ts", "yjs")).toBeUndefined();
    expect(said("editor/src/a.ts", "react")).toMatch(/no React/);
    expect(said("app/src/A.tsx", "react-aria-components/Button")).toMatch(/kit/);
  });
});

RuleTester.describe = describe;
RuleTester.it = test;
new RuleTester({ languageOptions: { parser: tseslint.parser as never, parserOptions: { ecmaFeatures: { jsx: true } } } }).run(
  "no words in JSX",
  noWordsInJsx as never,
  {
    valid: ["<p>{t('a.b')}</p>", "<p className=\"oi-page\">{n} · {m}</p>", "<Icon name=\"map\" />", "<b>{open ? <A /> : null}</b>"],
    invalid: ["<p>Hello</p>", "<p title=\"Hello\" />", "<p>{\"Hello\"}</p>", "<p>{open ? \"Open\" : t('a')}</p>", "<I label={`All ${n}`} />"].map(
      (code) => ({ code, errors: 1 }),
    ),
  },
);
