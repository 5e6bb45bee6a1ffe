/** The words of arrows between cards, loaded with them. What lives here: making them known. Not here: any word (messages/arrows.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../messages/arrows.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    arrows: typeof en;
  }
}

registerWords("arrows", en, { de: () => import("../../messages/arrows.de.json") });
