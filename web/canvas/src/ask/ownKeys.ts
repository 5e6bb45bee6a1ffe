/**
 * Keys of the structures that are no grid, as their views act by them: for the help. What lives here: the lists. Not here:
 * keys of the grid (the editor has them as data), what acts by these (networkKeys, usePlanHands).
 */
import type { Binding, CommandId } from "@outsidein/editor";
import type { Structure } from "@outsidein/schema";

/** What a key does, by the key of its message below `commands`. */
export type Doing = CommandId | "own.next" | "own.shift" | "own.far" | "own.actor" | "own.flow" | "own.place" | "own.way" | "own.name" | "own.tool";

interface OwnKey {
  readonly group: Binding["group"];
  readonly does: Doing;
  readonly keys: readonly string[];
}

const own = (group: Binding["group"], does: Doing, ...keys: readonly string[]): OwnKey => ({ group, does, keys });

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;
const EVERYWHERE: readonly OwnKey[] = [
  own("go", "own.next", "Tab"),
  own("change", "remove", "Delete", "Backspace"),
  own("change", "undo", "Mod+z"),
  own("change", "redo", "Mod+Shift+z", "Mod+y"),
  own("look", "inspector.open", "i"),
  own("look", "comment.open", "c"),
  own("look", "help.open", "?"),
];

/** By structure; a structure without an entry has the keys of the grid. */
export const OWN_KEYS: Partial<Record<Structure, readonly OwnKey[]>> = {
  network: [
    ...EVERYWHERE,
    own("select", "select.all", "Mod+a"),
    own("write", "own.name", "Enter", "F2"),
    own("add", "own.actor", "n"),
    own("add", "own.flow", "b"),
    own("change", "duplicate", "Mod+d"),
    own("move", "own.shift", ...ARROWS),
    own("look", "search.open", "Mod+f"),
  ],
  spatial: [
    ...EVERYWHERE,
    own("write", "own.name", "F2"),
    own("add", "own.place", "n"),
    own("add", "own.way", "b"),
    own("add", "own.tool", "Escape"),
    own("move", "own.shift", ...ARROWS),
    own("move", "own.far", ...ARROWS.map((key) => `Shift+${key}`)),
  ],
};
