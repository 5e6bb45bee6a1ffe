/** The words of a workspace's kinds of map. Not here: any word (messages/kinds.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../../../messages/kinds.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    kinds: typeof en;
  }
}

registerWords("kinds", en, { de: () => import("../../../../messages/kinds.de.json") });
