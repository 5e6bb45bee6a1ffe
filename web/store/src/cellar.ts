/**
 * What this browser keeps of a map so that nothing is lost without a line: a copy of the document for each epoch, which
 * fields are not yet saved, what was refused. What lives here: IndexedDB. Not here: when it is read and written (live).
 */
import * as idb from "lib0/indexeddb";
import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";
import type { Id, Person, Refusal } from "./contract";

const NAME = "outsidein-maps";
const COPY = "outsidein-map:";

/** What was last known of a map's room. */
export interface Known {
  readonly epoch: string;
  readonly role: string;
  readonly canEdit: boolean;
  readonly locked: boolean;
  readonly me: Person;
}

/** Fields that this browser wrote and has not heard to be saved, and in how many edits. */
export interface Unsent {
  readonly fields: Readonly<Record<Id, readonly string[]>>;
  readonly edits: number;
}

export class Cellar {
  private constructor(
    private readonly db: IDBDatabase,
    private readonly map: string,
  ) {}

  /** The cellar of a map; null where the browser keeps nothing (some private windows). */
  static async open(workspace: string, map: string): Promise<Cellar | null> {
    if (!("indexedDB" in globalThis)) return null;
    try {
      const db = await idb.openDB(NAME, (fresh) => {
        idb.createStores(fresh, [["known"], ["unsent"], ["refusals"]]);
      });
      return new Cellar(db, `${workspace}/${map}`);
    } catch (error) {
      console.warn("This browser keeps no offline copy.", error);
      return null;
    }
  }

  async known(): Promise<Known | undefined> {
    return (await idb.get(this.store("known"), this.map)) as unknown as Known | undefined;
  }

  async keepKnown(known: Known): Promise<void> {
    await idb.put(this.store("known"), known as never, this.map);
  }

  /** What tabs of this browser, closed ones too, have not heard to be saved. */
  async unsent(): Promise<ReadonlyMap<string, Unsent>> {
    const found = await idb.getAllKeysValues(this.store("unsent"), this.mine());
    return new Map(found.map(({ k, v }) => [String(k), v as Unsent]));
  }

  /** Keep what a tab has not heard to be saved; null: all is. */
  async keepUnsent(client: number, unsent: Unsent | null): Promise<void> {
    const key = `${this.map}|${String(client)}`;
    if (unsent) await idb.put(this.store("unsent"), unsent as never, key);
    else await idb.del(this.store("unsent"), key);
  }

  async dropUnsent(keys: Iterable<string>): Promise<void> {
    for (const key of keys) await idb.del(this.store("unsent"), key);
  }

  async refusals(): Promise<readonly Refusal[]> {
    return ((await idb.get(this.store("refusals"), this.map)) as unknown as Refusal[] | undefined) ?? [];
  }

  async keepRefusals(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length > 0) await idb.put(this.store("refusals"), refusals as never, this.map);
    else await idb.del(this.store("refusals"), this.map);
  }

  /** Keep a copy of a document, and bring the document up to what is kept. */
  async copy(doc: Y.Doc, epoch: string): Promise<IndexeddbPersistence> {
    const persistence = new IndexeddbPersistence(this.copyName(epoch), doc);
    await persistence.whenSynced;
    // Another tab throws the copy away: keep none, rather than fail at every edit.
    if (persistence.db) persistence.db.onversionchange = () => void persistence.destroy();
    return persistence;
  }

  /** Throw the copy of an epoch away. */
  async drop(epoch: string): Promise<void> {
    await idb.deleteDB(this.copyName(epoch));
  }

  close(): void {
    this.db.close();
  }

  private copyName(epoch: string): string {
    return `${COPY}${this.map}:${epoch}`;
  }

  private store(name: string): IDBObjectStore {
    const [store] = idb.transact(this.db, [name]);
    if (!store) throw new Error(`The offline copy has no ${name}.`);
    return store;
  }

  private mine(): IDBKeyRange {
    return IDBKeyRange.bound(`${this.map}|`, `${this.map}|\uffff`);
  }
}

/** Throw away everything that this browser keeps of any map: on signing out of a shared computer. */
export async function forgetCopies(): Promise<void> {
  if (!("indexedDB" in globalThis)) return;
  for (const { name } of await indexedDB.databases()) {
    if (name === NAME || name?.startsWith(COPY)) await idb.deleteDB(name);
  }
}
