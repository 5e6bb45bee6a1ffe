/** The words of results by account, loaded with them. Not here: any word (messages/accounts.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../../messages/accounts.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    accounts: typeof en;
  }
}

registerWords("accounts", en, { de: () => import("../../../messages/accounts.de.json") });
