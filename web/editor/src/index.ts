/** The door of the editor: commands over a map, selection, clipboard, keyboard, search. No React, no Yjs, no words. */
export type * from "./contract";
export * from "./cards";
export * from "./cast";
export { focusOn, gridOf, inCell, places, samePlace, walk } from "./grid";
export { BINDINGS, commandOf, keysOf, nameOf } from "./keys";
export * from "./lanes";
export { drop, movable, shifted, standing } from "./moving";
export { EVERYTHING, folded, narrows, search, type Strength } from "./search";
export { everything, extended, NOTHING, only, pruned, toggled } from "./selection";
export * from "./spine";
export * from "./ties";
export * from "./trash";
export { OWN_TYPE } from "./clipboard/copy";
export { loadPasting } from "./clipboard/pasting";
export { openEditor, type SessionOptions } from "./session";
export { focusOf, inOrder, laneAt } from "./where";
export { EDITOR_WORDS } from "./words";
