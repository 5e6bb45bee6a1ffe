/**
 * An open page after the server was upgraded: its parts that were not loaded yet are gone. What lives here: telling such a
 * fault from others, and loading the page anew, once. Not here: what is said meanwhile (Trouble.tsx).
 */
const KEPT = "outsidein.renewed";
/** This build: the address of the script that holds it has a name of its own in each. */
const BUILD = import.meta.url;
const missing = new WeakSet();

/** Note each part that does not load. Only who needs one gets the page anew: pointing at a link loads ahead too. */
export function watchParts(): void {
  addEventListener("vite:preloadError", (event) => void missing.add((event as Event & { readonly payload: object }).payload));
}

/** Whether this was thrown because a part of the app is not there any more, or cannot be reached. */
export function isMissingPart(thrown: unknown): boolean {
  return typeof thrown === "object" && thrown !== null && missing.has(thrown);
}

/** Load the page anew where the server answers, and where that was not tried with this build: it never goes in circles. */
export async function renew(): Promise<void> {
  try {
    if (sessionStorage.getItem(KEPT) === BUILD || !(await fetch("/livez")).ok) return;
    sessionStorage.setItem(KEPT, BUILD);
  } catch {
    return; // No server, or no storage to note the attempt in: the page says what to do.
  }
  location.reload();
}
