/** The words of doors and accounts. */
import { registerWords } from "@outsidein/kit";
import account from "../../messages/account.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    account: typeof account;
  }
}

registerWords("account", account, { de: () => import("../../messages/account.de.json") });
