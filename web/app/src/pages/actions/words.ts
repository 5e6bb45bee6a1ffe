/** The words of opportunities, initiatives and results, made known to whichever page speaks of them. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/actions.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    actions: typeof en;
  }
}

registerWords("actions", en, { de: () => import("../../../messages/actions.de.json") });
