/** The words of the list of maps. */
import { registerWords } from "@outsidein/kit";
import maps from "../../../messages/maps.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    maps: typeof maps;
  }
}

registerWords("maps", maps, { de: () => import("../../../messages/maps.de.json") });
