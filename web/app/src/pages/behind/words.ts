/** The words of the rows behind a number. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/behind.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    behind: typeof en;
  }
}

registerWords("behind", en, { de: () => import("../../../messages/behind.de.json") });
