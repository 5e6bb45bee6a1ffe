/** The home page. */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/home.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    home: typeof en;
  }
}

registerWords("home", en, { de: () => import("../../../messages/home.de.json") });

export { HomePage as Page } from "./HomePage";
