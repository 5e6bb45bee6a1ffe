/**
 * A map of a room of the server, edited together, as the front end sees it. What lives here: LiveMap, which holds the
 * book of records, its Sync, the status and what was refused. Not here: how it is kept in step (sync).
 */
import { Book } from "./book";
import type { Id, MapStore, Person, Refusal, Status, Tx } from "./contract";
import type { Notice } from "./frames";
import { makeAgain, wishesFrom } from "./refusals";
import { type Beginning, MapClosed, type Surroundings } from "./surroundings";
import { Sync } from "./sync";

const RETRIED = "editor.undo.retry";
const NOBODY: Person = { id: "", name: "", color: "" };

export class LiveMap implements MapStore {
  status: Status;
  refusals: readonly Refusal[];
  me: Person;
  /** Resolves as soon as there is something to show; rejects where the server will not have us. */
  readonly opened: Promise<this>;
  private readonly book: Book;
  private readonly sync: Sync;
  private readonly noticed = new Set<(notice: Notice) => void>();
  private settle: () => void = () => undefined;

  constructor(world: Surroundings, beginning: Beginning) {
    const { known } = beginning;
    this.me = known?.me ?? NOBODY;
    this.refusals = beginning.refusals;
    this.status = Object.freeze({
      connection: "loading",
      unsaved: [...beginning.unsent.values()].reduce((sum, { edits }) => sum + edits, 0),
      canEdit: known !== undefined && known.canEdit && !known.locked,
      locked: known?.locked ?? false,
      reason: "",
      role: known?.role ?? "",
    });
    const { now, random } = world;
    this.book = new Book(beginning.doc, {
      me: () => this.me,
      now,
      random,
      onEdit: (changes) => {
        this.sync.edited(changes);
      },
    });
    this.opened = new Promise((resolve, reject) => {
      this.settle = () => {
        if (this.book.journey !== "") resolve(this);
        else if (this.status.connection === "closed") reject(new MapClosed(this.status.reason));
      };
    });
    const listeners = {
      status: (what: Partial<Status>) => {
        this.change(what);
      },
      me: (me: Person) => {
        this.me = me;
      },
      refused: (refusal: Refusal) => {
        this.refuse([...this.refusals, refusal]);
      },
      notice: (notice: Notice) => {
        for (const listener of this.noticed) listener(notice);
      },
      presence: () => {
        this.book.topics.tell(["presence"]);
      },
    };
    this.sync = new Sync(this.book, listeners, world, beginning);
    this.settle();
  }

  get: MapStore["get"] = (id) => this.book.get(id);
  children: MapStore["children"] = (parent, type) => this.book.children(parent, type);
  cell: MapStore["cell"] = (parent, lane) => this.book.cell(parent, lane);
  ids: MapStore["ids"] = (type) => this.book.ids(type);
  newId: MapStore["newId"] = (type, name) => this.book.newId(type, name);
  subscribe: MapStore["subscribe"] = (topic, listener) => this.book.topics.subscribe(topic, listener);

  get journey(): Id {
    return this.book.journey;
  }

  get trash(): MapStore["trash"] {
    return this.book.trash;
  }

  get unplaced(): readonly Id[] {
    return this.book.unplaced;
  }

  get others(): MapStore["others"] {
    return this.sync.company.others;
  }

  get touched(): readonly Id[] {
    return this.book.touched;
  }

  get canUndo(): boolean {
    return this.status.canEdit && this.book.canUndo;
  }

  get canRedo(): boolean {
    return this.status.canEdit && this.book.canRedo;
  }

  edit(label: string, write: (tx: Tx) => void, how?: { readonly join?: boolean }): void {
    if (this.status.canEdit) {
      this.book.edit(label, write, how);
      return;
    }
    // The right went away while somebody was writing: what they wrote is handed back, not lost.
    const changes = wishesFrom(this.book.plan(write).changes);
    const { locked, connection } = this.status;
    const reason = locked ? "locked" : connection === "loading" ? "epoch" : "forbidden";
    if (changes.length > 0) this.refuse([...this.refusals, { reason, diagnostics: [], changes }]);
  }

  undo(): string | undefined {
    return this.status.canEdit ? this.book.undo() : undefined;
  }

  redo(): string | undefined {
    return this.status.canEdit ? this.book.redo() : undefined;
  }

  show(where: Parameters<MapStore["show"]>[0]): void {
    this.sync.company.show(where);
  }

  retry(refusal: Refusal): number {
    if (!this.status.canEdit) return 0;
    let made = 0;
    this.book.edit(RETRIED, (tx) => {
      made = makeAgain(refusal.changes, (id) => this.book.entry(id), tx);
    });
    this.dismiss(refusal);
    return made;
  }

  dismiss(refusal: Refusal): void {
    this.refuse(this.refusals.filter((one) => one !== refusal));
  }

  onNotice(listener: (notice: Notice) => void): () => void {
    this.noticed.add(listener);
    return () => this.noticed.delete(listener);
  }

  close(): void {
    this.sync.close();
    this.noticed.clear();
  }

  private refuse(refusals: readonly Refusal[]): void {
    this.refusals = Object.freeze(refusals);
    this.sync.keep((cellar) => cellar.keepRefusals(refusals));
    this.book.topics.tell(["refusals"]);
  }

  private change(what: Partial<Status>): void {
    const status = { ...this.status, ...what };
    const names = Object.keys(status) as (keyof Status)[];
    if (names.some((name) => status[name] !== this.status[name])) {
      this.status = Object.freeze(status);
      this.book.topics.tell(["status"]);
    }
    this.settle();
  }
}
