/** The hotspots page. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/hotspots.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    hotspots: typeof en;
  }
}

registerWords("hotspots", en, { de: () => import("../../../messages/hotspots.de.json") });

export { HotspotsPage as Page } from "./HotspotsPage";
