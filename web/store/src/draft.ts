/**
 * One edit while it is being written: plain fields, order keys, trash; nothing reaches the document before it is done.
 * What lives here: Tx, and what changes it comes to. Not here: Yjs (document), undo (journal).
 */
import type { AnyRecord, PlacedRecord, RecordType, Records } from "@outsidein/schema";
import type { Id, Tx } from "./contract";
import { type Entry, type FieldChange, type Fields, fieldsOf, same } from "./document";
import { Lines, orderIn, place } from "./lines";
import { between, fits, type Random, spread } from "./order";
import type { Register } from "./register";

/** A key longer than this makes its whole sequence be spaced anew. */
const LONGEST_KEY = 40;
const PLACED: ReadonlySet<string> = new Set<PlacedRecord["type"]>(["lane", "card", "stage", "step", "encounter"]);

type Writable = Record<string, unknown>;
type Line = ReturnType<Lines["of"]>;

export interface Author {
  readonly name: string;
  readonly now: number;
  readonly random: Random;
}

export class Draft implements Tx {
  private readonly written = new Map<Id, Writable>();
  private readonly lines = new Lines((fields) => this.standing(fields));

  constructor(
    private readonly register: Register,
    private readonly author: Author,
  ) {}

  put(record: AnyRecord): void {
    const { id, ...fields } = record as unknown as Writable & { id: Id };
    const entry: Writable = {};
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) entry[name] = value;
    const before = this.find(id);
    if (before) this.lines.leave(id, before);
    this.written.set(id, entry);
    if (PLACED.has(record.type) && !entry["order"]) entry["order"] = this.keyAt(id, entry, undefined, undefined);
    this.lines.enter(id, entry);
  }

  set<T extends RecordType>(id: Id, fields: Partial<Records[T]>): void {
    this.alter(id, (entry) => {
      for (const [name, value] of Object.entries(fields)) {
        if (name === "id") continue;
        if (value === undefined) delete entry[name];
        else entry[name] = value;
      }
    });
  }

  move(id: Id, to: { readonly parent: Id; readonly after?: Id; readonly before?: Id }): void {
    this.alter(id, (entry) => {
      entry["parent"] = to.parent;
      entry["order"] = this.keyAt(id, entry, to.after, to.before);
    });
  }

  remove(ids: readonly Id[]): void {
    for (const id of ids) {
      const entry = this.find(id);
      if (!entry || entry["deleted"]) continue;
      this.alter(id, (open) => Object.assign(open, { deleted: this.author.now, deleted_by: this.author.name }));
    }
  }

  restore(ids: readonly Id[]): void {
    for (const id of ids) {
      // What lies below something in the trash would stay unseen: its parents come back with it.
      const seen = new Set<Id>();
      for (let at: unknown = id; typeof at === "string" && !seen.has(at); ) {
        seen.add(at);
        const entry = this.find(at);
        if (!entry) break;
        if (entry["deleted"]) {
          this.alter(at, (open) => {
            delete open["deleted"];
            delete open["deleted_by"];
          });
        }
        at = entry["parent"];
      }
    }
  }

  /** What the edit comes to: only fields that say something else, and the ids of records that are new. */
  get outcome(): { readonly changes: readonly FieldChange[]; readonly created: readonly Id[] } {
    const changes: FieldChange[] = [];
    const created: Id[] = [];
    for (const [id, after] of this.written) {
      const entry = this.register.entry(id);
      if (!entry) created.push(id);
      const before: Fields = entry ? fieldsOf(entry) : {};
      for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
        if (!same(before[field], after[field])) changes.push({ id, field, before: before[field], after: after[field] });
      }
    }
    return { changes, created };
  }

  private find(id: Id): Fields | undefined {
    const entry: Entry | undefined = this.register.entry(id);
    return this.written.get(id) ?? (entry && fieldsOf(entry));
  }

  private open(id: Id): Writable {
    const open = this.written.get(id);
    if (open) return open;
    const found = this.find(id);
    if (!found) throw new RangeError(`there is no record “${id}” on this map`);
    const copy = { ...found };
    this.written.set(id, copy);
    return copy;
  }

  /** Change a record; while it is being changed it stands nowhere, so that it is no neighbour of its own. */
  private alter(id: Id, change: (entry: Writable) => void): void {
    const entry = this.open(id);
    this.lines.leave(id, entry);
    change(entry);
    this.lines.enter(id, entry);
  }

  /** An order key behind `after`, or before `before`, or last; makes room where there is none. `id` itself stands nowhere. */
  private keyAt(id: Id, entry: Writable, after: Id | undefined, before: Id | undefined): string {
    const line = this.lines.of(id, entry);
    const found = after ? this.placeOf(line, after) + 1 : before ? this.placeOf(line, before) : line.length;
    const at = found < 0 || (after && found === 0) ? line.length : found;
    const low = line[at - 1]?.order ?? "";
    const high = line[at]?.order ?? "";
    const open = (at === 0 || low !== "") && (at === line.length || high !== "");
    if (open && fits(low, high)) {
      const key = between(low, high, this.author.random);
      if (key.length <= LONGEST_KEY) return key;
      return this.respace(line, at, 0, line.length + 1, id);
    }
    return this.makeRoom(line, at, id);
  }

  private placeOf(line: Line, id: Id): number {
    const at = place(line, { id, order: orderIn(this.find(id) ?? {}) });
    return line[at]?.id === id ? at : -1;
  }

  /**
   * Two people dropped into one gap and got the same key (or a key is none): give the run of equal keys new ones, as few
   * as will do, with a place for `id` among them.
   */
  private makeRoom(line: Line, at: number, id: Id): string {
    let first = at;
    let last = at;
    const key = (place: number): string => line[place]?.order ?? "";
    do {
      if (first > 0) first -= 1;
      if (last < line.length) last += 1;
      while (first > 0 && !(key(first - 1) !== "" && key(first - 1) < key(first))) first -= 1;
      while (last < line.length && !(key(last - 1) < key(last))) last += 1;
    } while (!fits(key(first - 1), key(last)) && (first > 0 || last < line.length));
    return this.respace(line, at, first, last + 1, id);
  }

  /** Put `id` into the line at `at` and give places `first` to `last - 1` new keys; the one of `id`. */
  private respace(line: Line, at: number, first: number, last: number, id: Id): string {
    const ids = line.map((standing) => standing.id).toSpliced(at, 0, id);
    const orders = line.map((standing) => standing.order).toSpliced(at, 0, "");
    const low = orders[first - 1] ?? "";
    const high = orders[last] ?? "";
    const keys = spread(last - first, low, high, this.author.random);
    let own = "";
    for (const [place, sibling] of ids.slice(first, last).entries()) {
      const order = keys[place] ?? "";
      if (sibling === id) own = order;
      else this.alter(sibling, (entry) => (entry["order"] = order));
    }
    return own;
  }

  /** The members of the sequence of these fields, as they stand with what is written so far. */
  private *standing(fields: Fields): Generator<readonly [Id, Fields]> {
    const parent = String(fields["parent"]);
    const type = String(fields["type"]);
    const known = type === "card" ? this.register.cell(parent, String(fields["lane"])) : this.register.children(parent, type);
    for (const id of known) {
      const entry = this.written.has(id) ? undefined : this.find(id);
      if (entry) yield [id, entry];
    }
    yield* this.written;
  }
}
