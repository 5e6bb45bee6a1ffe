/** The words of personas and touchpoints. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/cast.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    cast: typeof en;
  }
}

registerWords("cast", en, { de: () => import("../../../messages/cast.de.json") });
