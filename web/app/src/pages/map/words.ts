/** The words of what stands beside and above the map: loaded with it, after the map. The map's own: index.tsx. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/beside.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    beside: typeof en;
  }
}

registerWords("beside", en, { de: () => import("../../../messages/beside.de.json") });
