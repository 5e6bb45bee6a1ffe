/**
 * A drag by pointer, from the first movement to the drop: where it would drop is known, nothing is written till then.
 * What lives here: the state and its listeners. Not here: finding targets (targets.ts), drawing (DragLayer).
 */
import type { Destination } from "@outsidein/editor";
import type { Id } from "@outsidein/store";

export type Grip = "card" | "encounter" | "step" | "stage" | "lane";

/** Where a drop would go, and the line that shows it, in pixels of the window. */
export interface Target {
  readonly to: Destination;
  readonly line: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

export interface Dragging {
  readonly grip: Grip;
  readonly ids: readonly Id[];
  readonly x: number;
  readonly y: number;
  /** Where within the dragged element the pointer took hold, and how wide that is. */
  readonly hold: { readonly x: number; readonly y: number; readonly width: number };
  readonly says: string;
  readonly target: Target | null;
}

export class Drag {
  #state: Dragging | null = null;
  readonly #listeners = new Set<() => void>();

  get state(): Dragging | null {
    return this.#state;
  }

  set(next: Dragging | null): void {
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
