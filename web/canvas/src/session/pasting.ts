/** Pasting on a map, told to whoever did it where it cannot be done just now. Not here: what a clipboard means (the editor). */
import { loadPasting, type Editor } from "@outsidein/editor";
import { foresee, toastMissing } from "@outsidein/kit";

foresee(loadPasting);

/** Tell of a paste that could not be loaded; true where something was pasted at all. */
export function pasting(pasted: ReturnType<Editor["pasteInstead"]>): boolean {
  pasted?.catch(toastMissing);
  return pasted !== null;
}
