/**
 * What commands and groups of keys are called: words of menus and of the help, which a first look at a map does not need.
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
