/**
 * Which key does what, as data: the help overlay lists it, the session acts by it. What lives here: the key map and how a
 * key press is named. Not here: what the commands do (session). Single letters act only while the map has the focus.
 */
import type { Binding, CommandId, KeyPress, Mode } from "./contract";

type Line = readonly [keys: string, command: CommandId];

const bind = (when: Mode["is"], group: Binding["group"], lines: readonly Line[]): readonly Binding[] =>
  lines.map(([keys, command]) => ({ keys, command, when, group }));

/** Every key of the map. */
export const BINDINGS: readonly Binding[] = [
  ...bind("select", "go", [
    ["ArrowLeft", "go.left"],
    ["ArrowRight", "go.right"],
    ["ArrowUp", "go.up"],
    ["ArrowDown", "go.down"],
    ["Home", "go.rowStart"],
    ["End", "go.rowEnd"],
    ["Mod+Home", "go.first"],
    ["Mod+End", "go.last"],
    ["F3", "go.next"],
    ["Shift+F3", "go.previous"],
  ]),
  ...bind("select", "select", [
    ["Shift+ArrowLeft", "extend.left"],
    ["Shift+ArrowRight", "extend.right"],
    ["Shift+ArrowUp", "extend.up"],
    ["Shift+ArrowDown", "extend.down"],
    ["Shift+Home", "extend.rowStart"],
    ["Shift+End", "extend.rowEnd"],
    ["Mod+Shift+Home", "extend.first"],
    ["Mod+Shift+End", "extend.last"],
    ["Space", "select.toggle"],
    ["Mod+a", "select.all"],
    ["Escape", "select.none"],
  ]),
  ...bind("select", "write", [
    ["Enter", "write.start"],
    ["F2", "write.start"],
  ]),
  ...bind("select", "add", [
    ["n", "card.add"],
    ["s", "step.add"],
    ["Shift+s", "stage.add"],
    ["l", "lane.add"],
    ["t", "touchpoint.meet"],
    ["*", "moment.mark"],
    ["p", "persona.pick"],
    ["b", "arrow.draw"],
    ["c", "comment.open"],
  ]),
  ...bind("select", "change", [
    ["+", "level.up"],
    ["-", "level.down"],
    ["Mod+d", "duplicate"],
    ["Delete", "remove"],
    ["Backspace", "remove"],
    ["Mod+z", "undo"],
    ["Mod+Shift+z", "redo"],
    ["Mod+y", "redo"],
  ]),
  ...bind("select", "move", [["m", "move.pick"]]),
  ...bind("move", "move", [
    ["ArrowLeft", "move.left"],
    ["ArrowRight", "move.right"],
    ["ArrowUp", "move.up"],
    ["ArrowDown", "move.down"],
    ["Home", "move.rowStart"],
    ["End", "move.rowEnd"],
    ["Enter", "move.drop"],
    ["Space", "move.drop"],
    ["m", "move.drop"],
    ["Escape", "move.cancel"],
  ]),
  ...bind("select", "look", [
    ["i", "inspector.open"],
    ["o", "finer.open"],
    ["g", "advice.open"],
    ["/", "search.open"],
    ["Mod+f", "search.open"],
    ["Shift+F10", "menu.open"],
    ["ContextMenu", "menu.open"],
    ["?", "help.open"],
  ]),
];

/** How a key press is written in the key map. */
export function nameOf(press: KeyPress, mac = false): string {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const key = press.key === " " ? "Space" : press.key.length === 1 ? press.key.toLowerCase() : press.key;
  // A sign that itself needs Shift (`?`, `*`, `+`) is named by the sign alone, whatever the keyboard.
  const shift = press.shiftKey && (key.length > 1 || key !== key.toUpperCase());
  return `${mod ? "Mod+" : ""}${press.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${key}`;
}

/** The command of a key press in a mode; undefined where it is none of ours. */
export function commandOf(press: KeyPress, mode: Mode["is"], mac = false): CommandId | undefined {
  const name = nameOf(press, mac);
  return BINDINGS.find((binding) => binding.when === mode && binding.keys === name)?.command;
}

/** The keys of a command, as menus and hints show them. */
export function keysOf(command: CommandId): readonly string[] {
  return BINDINGS.filter((binding) => binding.command === command).map((binding) => binding.keys);
}
