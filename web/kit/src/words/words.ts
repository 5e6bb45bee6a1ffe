/** What the types of words are: which keys there are. Each package adds its catalogues by module augmentation. */
import type en from "../../messages/kit.en.json";

/**
 * Area → English catalogue. A package adds its own:
 * `declare module "@outsidein/kit" { interface Catalogues { canvas: typeof en } }`.
 */
export interface Catalogues {
  kit: typeof en;
}

/** Every key there is, `area.key`. */
export type Key = { [A in keyof Catalogues]: `${A & string}.${keyof Catalogues[A] & string}` }[keyof Catalogues];
