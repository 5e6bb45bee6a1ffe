/** The words of waiting for an answer that is being worked out. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/asked.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    asked: typeof en;
  }
}

registerWords("asked", en, { de: () => import("../../../messages/asked.de.json") });
