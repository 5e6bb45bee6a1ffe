/** The words of pictures. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/pictures.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    pictures: typeof en;
  }
}

registerWords("pictures", en, { de: () => import("../../../messages/pictures.de.json") });
