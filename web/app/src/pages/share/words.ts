/** The words of sharing. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/share.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    share: typeof en;
  }
}

registerWords("share", en, { de: () => import("../../../messages/share.de.json") });
