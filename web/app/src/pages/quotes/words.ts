/** The words of the page of all comments. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/quotes.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    quotes: typeof en;
  }
}

registerWords("quotes", en, { de: () => import("../../../messages/quotes.de.json") });
