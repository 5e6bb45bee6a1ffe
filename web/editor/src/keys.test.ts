import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import de from "../messages/editor.de.json";
import en from "../messages/editor.en.json";
import type { KeyPress } from "./contract";
import { BINDINGS, commandOf, keysOf, nameOf } from "./keys";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more });

describe("the key map", () => {
  test("gives a key one meaning in a mode", () => {
    const names = BINDINGS.map(({ when, keys }) => `${when} ${keys}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test("reads signs by what is printed on the key, whatever the keyboard needs for them", () => {
    expect(commandOf(press("?", { shiftKey: true }), "select")).toBe("help.open");
    expect(commandOf(press("*", { shiftKey: true }), "select")).toBe("moment.mark");
    expect(commandOf(press("+"), "select")).toBe("level.up");
    expect(commandOf(press("S", { shiftKey: true }), "select")).toBe("stage.add");
    expect(commandOf(press("s"), "select")).toBe("step.add");
    expect(nameOf(press(" "))).toBe("Space");
  });

  test("leaves the browser its own keys", () => {
    expect(commandOf(press("s", { ctrlKey: true }), "select")).toBeUndefined();
    expect(commandOf(press("n", { altKey: true }), "select")).toBeUndefined();
    expect(commandOf(press("Tab"), "select")).toBeUndefined();
  });

  test("takes the command key on a Mac", () => {
    expect(commandOf(press("z", { metaKey: true }), "select", true)).toBe("undo");
    expect(commandOf(press("z", { ctrlKey: true }), "select", true)).toBeUndefined();
    expect(commandOf(press("z", { ctrlKey: true }), "select")).toBe("undo");
    expect(keysOf("redo")).toEqual(["Mod+Shift+z", "Mod+y"]);
  });
});

test("the README lists every key and command", () => {
  const page = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const { keys, command } of BINDINGS) {
    expect(page, command).toContain(`\`${command}\``);
    expect(page.split(/[\s,|;():]+/), keys).toContain(keys);
  }
});

describe("the words", () => {
  const source = (folder: string): string =>
    readdirSync(new URL(folder, import.meta.url), { withFileTypes: true })
      .flatMap((one) => {
        if (one.isDirectory()) return source(`${folder}${one.name}/`);
        return one.name.endsWith(".ts") && !one.name.endsWith(".test.ts") ? readFileSync(new URL(`${folder}${one.name}`, import.meta.url), "utf8") : "";
      })
      .join("\n");
  const text = source("./") + source("../../store/src/");

  test("are there for each undo label and announcement, in both languages", () => {
    const wanted = new Set<string>();
    for (const [, rest = ""] of text.matchAll(/"editor\.((?:undo|say)\.[a-zA-Z]+)"/g)) wanted.add(rest);
    for (const [, label = ""] of text.matchAll(/`\$\{LABEL\}([a-zA-Z]+)`/g)) wanted.add(`undo.${label}`);
    expect(wanted.size).toBeGreaterThan(30);
    for (const key of wanted) for (const words of [en, de]) expect(Object.keys(words), key).toContain(key);
  });

  test("are the same keys in both, none of them empty", () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    for (const words of [en, de]) for (const said of Object.values(words)) expect(said.trim()).not.toBe("");
  });
});
