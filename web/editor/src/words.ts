/**
 * The editor's catalogues, for whoever makes words known: undo labels, what is said aloud, names of commands and groups of
 * keys. What lives here: where they are. Not here: showing any of them. Area: `editor`.
 */
import en from "../messages/editor.en.json";

export const EDITOR_WORDS = { en, de: () => import("../messages/editor.de.json") };
