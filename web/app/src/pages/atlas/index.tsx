/** The page of all journeys over the life cycle. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/atlas.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    atlas: typeof en;
  }
}

registerWords("atlas", en, { de: () => import("../../../messages/atlas.de.json") });

export { AtlasPage as Page } from "./AtlasPage";
