/**
 * A book of records kept in step with its room and with this browser's copy. What lives here: what goes out when, what
 * came in, what is saved, when the document is taken anew. Not here: what is offered to the front end (live), frames,
 * sockets.
 */
import type { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { type Book, OWN } from "./book";
import type { Cellar } from "./cellar";
import type { Person, Refusal, Status } from "./contract";
import type { FieldChange } from "./document";
import type { Frame, Hello, Notice, Refused, Welcome } from "./frames";
import { Link } from "./link";
import { Company } from "./presence";
import { readRefusal, wishesOf } from "./refusals";
import type { Beginning, Surroundings } from "./surroundings";
import { Unsaved } from "./unsaved";

const ENDS = ["beforeunload", "pagehide"] as const;

/** Whom a Sync tells. */
export interface Listeners {
  readonly status: (what: Partial<Status>) => void;
  readonly me: (me: Person) => void;
  readonly refused: (refusal: Refusal) => void;
  readonly notice: (notice: Notice) => void;
  readonly presence: () => void;
}

const REMOTE = Symbol("remote");
const BATCH = 25;

export class Sync {
  company: Company;
  private readonly link: Link;
  private readonly unsaved: Unsaved;
  private readonly cellar: Cellar | null;
  private copy: IndexeddbPersistence | null;
  /** What is being kept, one thing after the other. */
  private keeping: Promise<void> = Promise.resolve();
  private epoch: string;
  /** The document that takes the place of ours as soon as the room has filled it. */
  private next: Y.Doc | null = null;
  private welcome: Welcome | null = null;
  private talking = false;
  private outbox: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly onPageHide = (): void => {
    this.flush();
  };

  constructor(
    private readonly book: Book,
    private readonly tell: Listeners,
    world: Surroundings,
    beginning: Beginning,
  ) {
    this.cellar = beginning.cellar;
    this.copy = beginning.copy;
    this.epoch = beginning.known?.epoch ?? "";
    this.unsaved = new Unsaved(beginning.unsent);
    this.listen(book.doc);
    this.company = this.meet(book.doc);
    // By the time a page is hidden its line may be cut already; where one is told earlier, it goes out then.
    for (const end of ENDS) globalThis.addEventListener?.(end, this.onPageHide);
    this.link = new Link({
      url: beginning.url,
      connect: world.connect,
      ask: beginning.ask,
      random: world.random,
      hello: () => this.hello(),
      onFrame: (frame) => {
        this.hear(frame);
      },
      onDown: () => {
        this.down();
      },
      onEpoch: () => {
        if (!this.next) this.anew("epoch");
      },
      onClosed: (reason) => {
        this.say({ connection: "closed", reason, canEdit: false });
      },
    });
  }

  /** This person made an edit; it is in the document. */
  edited(changes: readonly FieldChange[]): void {
    this.unsaved.note(changes);
    this.say({});
    this.timer ??= setTimeout(() => {
      this.flush();
    }, BATCH);
  }

  /** Write to this browser's cellar, after what is being written already. */
  keep(act: (cellar: Cellar) => Promise<unknown>): void {
    const { cellar } = this;
    if (!cellar) return;
    this.keeping = this.keeping
      .then(() => act(cellar))
      .then(
        () => undefined,
        (error: unknown) => {
          console.warn("The offline copy could not be written.", error);
        },
      );
  }

  close(): void {
    this.flush();
    for (const end of ENDS) globalThis.removeEventListener?.(end, this.onPageHide);
    this.company.close();
    this.link.close();
    const { copy } = this;
    this.keep(async (cellar) => {
      await copy?.destroy();
      cellar.close();
    });
    this.next?.destroy();
    this.book.doc.destroy();
  }

  // What goes out

  private listen(doc: Y.Doc): void {
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === OWN) this.outbox.push(update);
    });
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.unsaved.count > 0) {
      const { row } = this.unsaved;
      const { clientID } = this.book.doc;
      this.keep((cellar) => cellar.keepUnsent(clientID, row));
    }
    const updates = this.outbox;
    this.outbox = [];
    // Without a line nothing is to be sent now: the next welcome says what the room lacks.
    if (!this.talking || updates.length === 0) return;
    this.send(updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates(updates));
  }

  private send(update: Uint8Array): void {
    this.unsaved.sent(this.link.edit(update));
  }

  private hello(): Hello {
    const doc = this.next ?? this.book.doc;
    return { epoch: this.next ? "" : this.epoch, vector: Y.encodeStateVector(doc), client: doc.clientID };
  }

  // What comes in

  private hear(frame: Exclude<Frame, { is: "pong" }>): void {
    switch (frame.is) {
      case "welcome":
        this.enter(frame.welcome);
        break;
      case "update":
        Y.applyUpdate(this.next ?? this.book.doc, frame.update, REMOTE);
        if (this.welcome) this.begin(this.welcome);
        break;
      case "presence":
        this.company.hear(frame.update);
        break;
      case "saved":
        this.hearSaved(frame.seq);
        break;
      case "refused":
        this.hearRefused(frame.refused);
        break;
      case "notice":
        this.hearNotice(frame.notice);
        break;
    }
  }

  private enter(welcome: Welcome): void {
    this.welcome = welcome;
    this.tell.me(welcome.you);
    if (!this.next && this.epoch !== "" && this.epoch !== welcome.epoch) this.again("epoch");
  }

  /** The room has said all that we lacked: say what it lacks, and go on live. */
  private begin(welcome: Welcome): void {
    this.welcome = null;
    if (this.next) {
      this.book.adopt(this.next);
      this.next = null;
    }
    if (this.epoch !== welcome.epoch) {
      this.epoch = welcome.epoch;
      this.keepCopy();
    }
    const { role, canEdit, locked, you } = welcome;
    this.keep((cellar) => cellar.keepKnown({ epoch: welcome.epoch, role, canEdit, locked, me: you }));
    const editable = canEdit && !locked;
    const lacking = lacks(welcome.vector, this.book.doc);
    if ((lacking || this.unsaved.count > 0) && !editable) {
      this.again(locked ? "locked" : "forbidden");
      return;
    }
    if (lacking && this.unsaved.count === 0) this.unsaved.note([]);
    this.flush();
    this.talking = true;
    // What only takes something away is in no state vector: where anything is unsaved, all that may be new goes out.
    if (this.unsaved.count > 0) this.send(Y.encodeStateAsUpdate(this.book.doc, welcome.vector));
    this.say({ connection: "live", canEdit: editable, locked, role, reason: "" });
    this.company.enter();
  }

  private hearSaved(seq: number): void {
    this.unsaved.heard(seq);
    if (this.unsaved.count === 0) this.settled();
    this.say({});
  }

  /** Everything is on the server's disk. */
  private settled(): void {
    const rows = this.unsaved.settle();
    const { clientID } = this.book.doc;
    this.keep(async (cellar) => {
      await cellar.keepUnsent(clientID, null);
      await cellar.dropUnsent(rows);
    });
  }

  private hearRefused(refused: Refused): void {
    const refusal = readRefusal(refused);
    if (refusal.reason === "invalid") this.tell.refused(refusal);
    else if (this.next) return;
    else if (refused.vector && this.unsaved.fields.size === 0 && lacks(refused.vector, this.book.doc)) {
      // We have something that the old epoch had not, and do not know what it was: the room can say.
      this.link.edit(Y.encodeStateAsUpdate(this.book.doc, refused.vector));
    } else this.again(refusal.reason, refusal);
  }

  private hearNotice(notice: Notice): void {
    const { locked, can_edit: canEdit, role } = notice;
    this.say({
      ...(typeof locked === "boolean" ? { locked } : {}),
      ...(typeof canEdit === "boolean" ? { canEdit: canEdit && !this.next } : {}),
      ...(typeof role === "string" ? { role } : {}),
    });
    this.tell.notice(notice);
  }

  private down(): void {
    this.talking = false;
    this.welcome = null;
    this.unsaved.broken();
    this.company.leave();
    this.say({ connection: this.next || this.book.journey === "" ? "loading" : "offline" });
  }

  private again(reason: string, said?: Refusal): void {
    this.anew(reason, said);
    this.link.again();
  }

  /**
   * Nothing of our unsent work will be taken: hand it back as a refusal, and take the document anew from the room. What
   * is on the screen stays until the room has said the other.
   */
  private anew(reason: string, said?: Refusal): void {
    this.talking = false;
    this.flush();
    const own = wishesOf(this.unsaved.fields, (id) => this.book.entry(id));
    // Ours is all that was not saved; what the room sent is only what was in the frame.
    const changes = own.length > 0 ? own : (said?.changes ?? []);
    if (changes.length > 0) this.tell.refused({ reason, diagnostics: said?.diagnostics ?? [], changes });
    const { copy, epoch } = this;
    this.copy = null;
    this.epoch = "";
    this.unsaved.forget();
    this.settled();
    this.keep(async (cellar) => {
      await copy?.destroy();
      if (epoch) await cellar.drop(epoch);
    });
    const doc = new Y.Doc();
    this.company.close();
    this.listen(doc);
    this.next = doc;
    this.company = this.meet(doc);
    this.say({ connection: "loading", canEdit: false });
  }

  private keepCopy(): void {
    const { doc } = this.book;
    this.keep(async (cellar) => {
      const copy = await cellar.copy(doc, this.epoch);
      if (this.book.doc === doc && !this.next) this.copy = copy;
      else await copy.destroy();
    });
  }

  private meet(doc: Y.Doc): Company {
    return new Company(
      doc,
      (update) => {
        this.link.presence(update);
      },
      () => {
        this.tell.presence();
      },
    );
  }

  private say(what: Partial<Status>): void {
    this.tell.status({ ...what, unsaved: this.unsaved.count });
  }
}

/** Whether a document has something that a state vector does not know of. */
function lacks(vector: Uint8Array, doc: Y.Doc): boolean {
  const known = Y.decodeStateVector(vector);
  const ours = Y.decodeStateVector(Y.encodeStateVector(doc));
  return [...ours].some(([client, clock]) => clock > (known.get(client) ?? 0));
}
