/** The words of bringing a map in; loaded with its dialog. */
import { registerWords } from "@outsidein/kit";
import bringing from "../../../messages/bringing.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    bringing: typeof bringing;
  }
}

registerWords("bringing", bringing, { de: () => import("../../../messages/bringing.de.json") });
