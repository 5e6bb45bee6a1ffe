/** The page of a live map. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/map.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    map: typeof en;
  }
}

registerWords("map", en, { de: () => import("../../../messages/map.de.json") });

export { MapPage as Page } from "./MapPage";
