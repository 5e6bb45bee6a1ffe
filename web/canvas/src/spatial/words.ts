/** The words of plans, loaded with their view. What lives here: making them known. Not here: any word (messages/spatial.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../messages/spatial.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    spatial: typeof en;
  }
}

registerWords("spatial", en, { de: () => import("../../messages/spatial.de.json") });
