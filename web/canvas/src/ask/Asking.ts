/**
 * What the map asks a person just now: a menu, a picker, a dialogue; one at a time. What lives here: the state.
 * Not here: how each is drawn (the other files of this folder).
 */
import type { Diagnostic } from "@outsidein/schema";
import type { Id } from "@outsidein/store";

export type Asked =
  | { readonly what: "menu"; readonly x: number; readonly y: number }
  | { readonly what: "moment"; readonly step: Id; readonly touchpoint: Id | "" }
  | { readonly what: "touchpoints"; readonly step: Id }
  | { readonly what: "personas"; readonly cards: readonly Id[] }
  | { readonly what: "arrow"; readonly from: Id; readonly arrow: Id | "" }
  | { readonly what: "lane" }
  | { readonly what: "help" }
  | { readonly what: "diagnostics"; readonly from: Element; readonly diagnostics: readonly Diagnostic[] };

export class Asking {
  #asked: Asked | null = null;
  readonly #listeners = new Set<() => void>();

  get asked(): Asked | null {
    return this.#asked;
  }

  readonly ask = (asked: Asked | null): void => {
    this.#asked = asked;
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
