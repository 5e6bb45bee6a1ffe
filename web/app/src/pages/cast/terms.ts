/** Words of the field by their id, as the server says them in the language spoken. */
import type { Kind } from "@outsidein/schema";

type Terms = Kind["terms"] | undefined;

/** What a word of the catalogue is called; the id itself where the catalogue does not know it. */
export function termOf(terms: Terms, catalogue: string, id: string): string {
  return terms?.[catalogue]?.find(([one]) => one === id)?.[1] ?? id;
}

/** The words of a catalogue as choices. */
export function choicesOf(terms: Terms, catalogue: string): readonly { readonly id: string; readonly label: string }[] {
  return (terms?.[catalogue] ?? []).map(([id, label]) => ({ id, label }));
}
