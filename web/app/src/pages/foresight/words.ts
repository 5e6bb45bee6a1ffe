/** The words of the foresight page. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/foresight.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    foresight: typeof en;
  }
}

registerWords("foresight", en, { de: () => import("../../../messages/foresight.de.json") });
