/**
 * What commands and groups of keys are called, and the words of dialogues and of presenting: none of which a first look at
 * a map needs.
 * What lives here: making them known. Not here: any word (messages/commands.*.json).
 */
import { registerWords } from "@outsidein/kit";
import en from "../../messages/commands.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    commands: typeof en;
  }
}

registerWords("commands", en, { de: () => import("../../messages/commands.de.json") });
