/**
 * The records of one map, read and written: document, index, edits and undo in one hand. What lives here: everything of
 * a MapStore that needs no server. Not here: the connection (live), presence, copies in the browser (cellar).
 */
import type { AnyRecord, PlacedRecord, RecordType, Records } from "@outsidein/schema";
import type * as Y from "yjs";
import type { Id, MapStore, Person, Tx } from "./contract";
import { type Entry, type EntryMap, type FieldChange, readEntry, recordsOf, touchedBy, writeChanges } from "./document";
import { Draft } from "./draft";
import { freshId } from "./identity";
import { Journal } from "./journal";
import type { Random } from "./order";
import { Register } from "./register";
import { Topics } from "./topics";

/** The origin of every transaction of this person's. */
export const OWN = Symbol("own");

type TrashItem = MapStore["trash"][number];

export interface BookOptions {
  readonly me: () => Person;
  readonly now: () => number;
  readonly random: Random;
  /** Told of every edit of this person's, undo and redo included, after it is in the document. */
  readonly onEdit?: (changes: readonly FieldChange[]) => void;
}

export class Book {
  readonly topics = new Topics();
  doc: Y.Doc;
  touched: readonly Id[] = Object.freeze([]);
  private records: EntryMap;
  private register = new Register();
  private readonly journal = new Journal();
  private bin: { of: readonly Id[]; items: readonly TrashItem[] } | null = null;

  constructor(
    doc: Y.Doc,
    private readonly options: BookOptions,
  ) {
    this.doc = doc;
    this.records = recordsOf(doc);
    this.watch();
  }

  /** Take another document in place of this one; what could be undone no longer can. */
  adopt(doc: Y.Doc): void {
    this.doc.destroy();
    this.doc = doc;
    this.records = recordsOf(doc);
    this.register = new Register();
    this.journal.clear();
    this.touched = Object.freeze([]);
    this.bin = null;
    this.watch();
    this.topics.tellAll();
  }

  get<T extends RecordType>(id: Id): Records[T] | undefined {
    return this.register.get(id) as Records[T] | undefined;
  }

  entry(id: Id): Entry | undefined {
    return this.register.entry(id);
  }

  children(parent: Id, type: PlacedRecord["type"]): readonly Id[] {
    return this.register.children(parent, type);
  }

  cell(parent: Id, lane: string): readonly Id[] {
    return this.register.cell(parent, lane);
  }

  ids(type: RecordType): readonly Id[] {
    return this.register.ids(type);
  }

  get journey(): Id {
    return this.register.ids("journey")[0] ?? "";
  }

  get unplaced(): readonly Id[] {
    return this.register.unplaced;
  }

  get trash(): readonly TrashItem[] {
    const ids = this.register.trash;
    if (this.bin?.of !== ids) {
      const items = ids.map((id) => trashItem(id, this.register.entry(id)));
      // A card that was added and never written is nothing that anyone would want back.
      this.bin = { of: ids, items: items.filter((item) => item.type !== "card" || item.says !== "") };
    }
    return this.bin.items;
  }

  /** The changes that `write` comes to; nothing is written. */
  plan(write: (tx: Tx) => void): Draft["outcome"] {
    const { me, now, random } = this.options;
    const draft = new Draft(this.register, { name: me().name, now: now(), random });
    write(draft);
    return draft.outcome;
  }

  edit(label: string, write: (tx: Tx) => void, how: { readonly join?: boolean } = {}): void {
    const { changes, created } = this.plan(write);
    if (changes.length === 0) return;
    this.journal.note(label, changes, created, this.options.now(), how.join);
    this.write(changes);
    this.topics.tell(["undo"]);
  }

  undo(): string | undefined {
    const trash = { at: this.options.now(), by: this.options.me().name };
    return this.turn(this.journal.undo((id) => this.register.entry(id), (but) => this.parentsOf(but), trash));
  }

  redo(): string | undefined {
    return this.turn(this.journal.redo((id) => this.register.entry(id), this.options.now()));
  }

  get canUndo(): boolean {
    return this.journal.canUndo;
  }

  get canRedo(): boolean {
    return this.journal.canRedo;
  }

  newId(type: RecordType, name = ""): Id {
    return freshId(type, name, (id) => this.register.entry(id) !== undefined, this.options.random);
  }

  /** What has something in it other than `but`, and what that stands in. */
  private parentsOf(but: ReadonlySet<Id>): ReadonlySet<Id> {
    const found = new Set<Id>();
    for (const type of ["card", "encounter", "step"] as const) {
      for (const id of this.register.ids(type)) {
        const parent = this.get<typeof type>(id)?.parent;
        if (parent && (!but.has(id) || found.has(id))) found.add(parent);
      }
    }
    return found;
  }

  private turn(turn: { label: string; changes: readonly FieldChange[] } | undefined): string | undefined {
    if (turn) {
      this.touched = Object.freeze([...new Set(turn.changes.map((change) => change.id))]);
      this.write(turn.changes);
    }
    this.topics.tell(["undo"]);
    return turn?.label;
  }

  private write(changes: readonly FieldChange[]): void {
    this.doc.transact(() => {
      writeChanges(this.records, changes);
    }, OWN);
    this.options.onEdit?.(changes);
  }

  private watch(): void {
    const { records } = this;
    this.take([...records.keys()]);
    records.observeDeep((events) => {
      this.topics.tell(this.take(touchedBy(events as Y.YEvent<Y.AbstractType<unknown>>[], records)));
    });
  }

  private take(ids: Iterable<Id>): ReturnType<Register["take"]> {
    const changed = new Map<Id, Entry | undefined>();
    for (const id of ids) changed.set(id, readEntry(this.records, id));
    return this.register.take(changed);
  }
}

function trashItem(id: Id, entry: Entry | undefined): TrashItem {
  const record = entry?.record;
  return { id, type: record?.type ?? "card", says: saysOf(record), at: entry?.deleted ?? 0, by: entry?.deletedBy ?? "" };
}

/** What a record says, for a list of things that were thrown away. */
export function saysOf(record: AnyRecord | undefined): string {
  if (!record) return "";
  switch (record.type) {
    case "card":
      return record.text ?? (record.value === undefined ? "" : String(record.value));
    case "journey":
      return record.title ?? "";
    case "encounter":
      return record.touchpoint;
    case "moment":
      return record.reason;
    case "arrow":
      return record.label ?? record.to ?? "";
    case "flow":
      return record.label ?? "";
    case "place":
      return record.name ?? record.touchpoint ?? "";
    case "lane":
      return record.name ?? record.of ?? "";
    default:
      return record.name;
  }
}
