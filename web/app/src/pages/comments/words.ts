/** The words of comments and marks. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/comments.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    comments: typeof en;
  }
}

registerWords("comments", en, { de: () => import("../../../messages/comments.de.json") });
