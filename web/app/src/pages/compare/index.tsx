/** The page of two states side by side. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/compare.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    compare: typeof en;
  }
}

registerWords("compare", en, { de: () => import("../../../messages/compare.de.json") });

export { ComparePage as Page } from "./ComparePage";
