/** The words of the page of themes. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/themes.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    themes: typeof en;
  }
}

registerWords("themes", en, { de: () => import("../../../messages/themes.de.json") });
