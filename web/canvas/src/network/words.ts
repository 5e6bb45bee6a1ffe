/** The words of networks, loaded with their view. What lives here: making them known. Not here: any word (messages/network.*.json). */
import { registerWords } from "@outsidein/kit";
import en from "../../messages/network.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    network: typeof en;
  }
}

registerWords("network", en, { de: () => import("../../messages/network.de.json") });
