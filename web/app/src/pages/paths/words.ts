/** The words of the paths page. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/paths.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    paths: typeof en;
  }
}

registerWords("paths", en, { de: () => import("../../../messages/paths.de.json") });
