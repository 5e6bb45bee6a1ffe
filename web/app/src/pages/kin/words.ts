/** The words of what ties a map to others. Not here: any word (messages/kin.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/kin.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    kin: typeof en;
  }
}

registerWords("kin", en, { de: () => import("../../../messages/kin.de.json") });
