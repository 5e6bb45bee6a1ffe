/**
 * Which cell the pointer is over, so that only that one draws its “+”. What lives here: one observable value.
 * Not here: the pointer (grid), the “+” itself.
 */

export class Hover {
  #place = "";
  readonly #listeners = new Set<() => void>();

  /** `parent|lane` of the cell, or empty. */
  get place(): string {
    return this.#place;
  }

  over(place: string): void {
    if (place === this.#place) return;
    this.#place = place;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
