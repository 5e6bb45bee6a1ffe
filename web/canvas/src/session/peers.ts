/**
 * Who else is where on the map, by record: only the cards that somebody entered or left are drawn anew.
 * What lives here: an index over the presence of others. Not here: sending our own (the editor does).
 */
import type { Id, MapStore, Presence } from "@outsidein/store";

/** Somebody at a record. */
export interface Peer {
  readonly client: number;
  readonly name: string;
  readonly color: string;
  readonly writing: boolean;
}

/** A card that somebody else is dragging, over the place where it would drop. */
export interface Ghost extends Peer {
  readonly id: Id;
}

const NOBODY: readonly Peer[] = [];
const NOTHING: readonly Ghost[] = [];

export class Peers {
  #at = new Map<Id, readonly Peer[]>();
  #over = new Map<string, readonly Ghost[]>();

  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | null = null;

  constructor(readonly store: MapStore) {
    this.#read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.store.subscribe("presence", () => {
      this.#read();
      for (const one of this.#listeners) one();
    });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
    };
  };

  /** Who has a record selected or is writing it; the same array until that changes. */
  readonly at = (id: Id): readonly Peer[] => this.#at.get(id) ?? NOBODY;

  /** What others drag over a place (`parent|lane`); the same array until that changes. */
  readonly over = (place: string): readonly Ghost[] => this.#over.get(place) ?? NOTHING;

  #read(): void {
    const at = new Map<Id, Peer[]>();
    const over = new Map<string, Ghost[]>();
    for (const one of this.store.others) {
      for (const id of new Set(one.editing ? [...one.selected, one.editing] : one.selected)) {
        at.set(id, [...(at.get(id) ?? []), peer(one, one.editing === id)]);
      }
      if (one.dragging) {
        const place = `${one.dragging.parent}|${one.dragging.lane}`;
        over.set(place, [...(over.get(place) ?? []), { ...peer(one, false), id: one.dragging.id }]);
      }
    }
    this.#at = kept(this.#at, at);
    this.#over = kept(this.#over, over);
  }
}

function peer(one: Presence, writing: boolean): Peer {
  return { client: one.client, name: one.name, color: one.color, writing };
}

function kept<T extends Peer>(before: ReadonlyMap<string, readonly T[]>, now: Map<string, T[]>): Map<string, readonly T[]> {
  const result = new Map<string, readonly T[]>(now);
  for (const [key, old] of before) {
    const found = now.get(key);
    if (found && JSON.stringify(found) === JSON.stringify(old)) result.set(key, old);
  }
  return result;
}
