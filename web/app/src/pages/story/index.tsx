/** The page of a map told as a story. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/story.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    story: typeof en;
  }
}

registerWords("story", en, { de: () => import("../../../messages/story.de.json") });

export { StoryPage as Page } from "./StoryPage";
