/** Secrets that stand behind the # of an address: read once, and taken out of the address at once. */

/** The value of `#name=…`; the address loses it, so that it stays out of history, screenshots and copied links. */
export function takeFromFragment(name: string): string {
  const found = new URLSearchParams(location.hash.slice(1)).get(name) ?? "";
  if (found) history.replaceState(history.state, "", location.pathname + location.search);
  return found;
}
