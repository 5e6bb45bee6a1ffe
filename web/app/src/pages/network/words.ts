/** The words of the panels of actors and flows. Not here: any word (messages/relations.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/relations.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    relations: typeof en;
  }
}

registerWords("relations", en, { de: () => import("../../../messages/relations.de.json") });
