/** The words of history and versions. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/history.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    history: typeof en;
  }
}

registerWords("history", en, { de: () => import("../../../messages/history.de.json") });
