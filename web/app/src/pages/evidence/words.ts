/** The words of evidence and of importing it. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/evidence.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    evidence: typeof en;
  }
}

registerWords("evidence", en, { de: () => import("../../../messages/evidence.de.json") });
