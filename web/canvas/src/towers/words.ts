/** The words of towers, loaded with their view. What lives here: making them known. Not here: any word (messages/towers.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../messages/towers.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    towers: typeof en;
  }
}

registerWords("towers", en, { de: () => import("../../messages/towers.de.json") });
