/** The words of the panel of places. Not here: any word (messages/places.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/places.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    places: typeof en;
  }
}

registerWords("places", en, { de: () => import("../../../messages/places.de.json") });
