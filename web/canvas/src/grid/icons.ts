/** From the words of the catalogues to icons of the kit. What lives here: look-up. Not here: any drawing. */
import { isIcon, type IconName } from "@outsidein/kit";
import type { Touchpoint } from "@outsidein/schema";

const BY_KIND: Readonly<Record<string, string>> = { human: "person", interactive: "screen", static: "page" };

/** The icon of that name, or a neutral one where the kit has none. */
export function iconOf(name: string): IconName {
  return isIcon(name) ? name : "touch";
}

export function iconOfTouchpoint(touchpoint: Touchpoint | undefined): IconName {
  return iconOf(BY_KIND[touchpoint?.kind ?? "interactive"] ?? "touch");
}
