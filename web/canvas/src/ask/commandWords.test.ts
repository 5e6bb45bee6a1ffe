import { BINDINGS } from "@outsidein/editor";
import { expect, test } from "vitest";
import de from "../../messages/commands.de.json";
import en from "../../messages/commands.en.json";

test("each command and each group of keys has its words, in both languages", () => {
  const wanted = new Set(BINDINGS.flatMap(({ command, group }) => [command, `group.${group}`]));
  expect(wanted.size).toBeGreaterThan(50);
  for (const words of [en, de]) for (const key of wanted) expect(Object.keys(words), key).toContain(key);
  expect(Object.keys(de)).toEqual(Object.keys(en));
});
