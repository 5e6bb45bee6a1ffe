/** The words of several roles on one journey, loaded with their curves. Not here: any word (messages/roles.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../messages/roles.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    roles: typeof en;
  }
}

registerWords("roles", en, { de: () => import("../../messages/roles.de.json") });
