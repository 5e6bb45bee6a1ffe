/** The words of the app: each area's catalogue made known, the shell's at once, a page's when the page is loaded. */
import { registerWords } from "@outsidein/kit";
import shell from "../messages/shell.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    shell: typeof shell;
  }
}

registerWords("shell", shell, { de: () => import("../messages/shell.de.json") });
