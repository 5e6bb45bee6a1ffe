/** The measures page. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/measures.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    measures: typeof en;
  }
}

registerWords("measures", en, { de: () => import("../../../messages/measures.de.json") });

export { MeasuresPage as Page } from "./MeasuresPage";
