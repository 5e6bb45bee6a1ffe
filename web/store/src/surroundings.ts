/**
 * What a live map needs of the world around it and of what this browser kept, and how it says that it is closed. What
 * lives here: types and one error. Not here: where they come from (open).
 */
import type { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";
import type { Cellar, Known, Unsent } from "./cellar";
import type { Refusal, Status } from "./contract";
import type { Socket } from "./link";

/** A test brings its own. */
export interface Surroundings {
  readonly connect: (url: string) => Socket;
  /** What the server says by HTTP of a map whose socket does not open; empty: nothing against it. */
  readonly ask: (origin: string, workspace: string, map: string) => Promise<Status["reason"]>;
  readonly now: () => number;
  readonly random: () => number;
}

/** What a map begins from. */
export interface Beginning {
  readonly url: string;
  readonly ask: () => Promise<Status["reason"]>;
  readonly doc: Y.Doc;
  readonly cellar: Cellar | null;
  readonly copy: IndexeddbPersistence | null;
  readonly known: Known | undefined;
  readonly unsent: ReadonlyMap<string, Unsent>;
  readonly refusals: readonly Refusal[];
}

/** The server will not have us: signed out, no right, no such map … */
export class MapClosed extends Error {
  override readonly name = "MapClosed";
  constructor(readonly reason: Status["reason"]) {
    super(`The map is closed: ${reason}.`);
  }
}
