/** The words of the tour. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/tour.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    tour: typeof en;
  }
}

registerWords("tour", en, { de: () => import("../../../messages/tour.de.json") });
