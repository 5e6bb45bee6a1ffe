/** The words of members, settings, API tokens and the audit log. */
import { registerWords } from "@outsidein/kit";
import en from "../../messages/team.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    team: typeof en;
  }
}

registerWords("team", en, { de: () => import("../../messages/team.de.json") });
