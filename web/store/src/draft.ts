/**
 * One edit while it is being written: plain fields, order keys, trash; nothing reaches the document before it is done.
 * What lives here: Tx, and what changes it comes to. Not here: Yjs (document), undo (journal).
 */
import type { AnyRecord, PlacedRecord, RecordType, Records } from "@outsidein/schema";
import type { Id, Tx } from "./contract";
import { type Entry, type FieldChange, type Fields, fieldsOf, same } from "./document";
import { between, fits, type Random, spread } from "./order";
import { byOrder, type Register } from "./register";

/** A key longer than this makes its whole sequence be spaced anew. */
const LONGEST_KEY = 40;
const PLACED: ReadonlySet<string> = new Set<PlacedRecord["type"]>(["lane", "card", "stage", "step", "encounter"]);

type Writable = Record<string, unknown>;

export interface Author {
  readonly name: string;
  readonly now: number;
  readonly random: Random;
}

export class Draft implements Tx {
  private readonly written = new Map<Id, Writable>();

  constructor(
    private readonly register: Register,
    private readonly author: Author,
  ) {}

  put(record: AnyRecord): void {
    const { id, ...fields } = record as unknown as Writable & { id: Id };
    const entry: Writable = {};
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) entry[name] = value;
    this.written.set(id, entry);
    if (PLACED.has(record.type) && !entry["order"]) entry["order"] = this.keyAt(id, entry, undefined, undefined);
  }

  set<T extends RecordType>(id: Id, fields: Partial<Records[T]>): void {
    const entry = this.open(id);
    for (const [name, value] of Object.entries(fields)) {
      if (name === "id") continue;
      if (value === undefined) delete entry[name];
      else entry[name] = value;
    }
  }

  move(id: Id, to: { readonly parent: Id; readonly after?: Id; readonly before?: Id }): void {
    const entry = this.open(id);
    entry["parent"] = to.parent;
    entry["order"] = this.keyAt(id, entry, to.after, to.before);
  }

  remove(ids: readonly Id[]): void {
    for (const id of ids) {
      const entry = this.find(id);
      if (!entry || entry["deleted"]) continue;
      Object.assign(this.open(id), { deleted: this.author.now, deleted_by: this.author.name });
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
          const open = this.open(at);
          delete open["deleted"];
          delete open["deleted_by"];
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

  /** An order key behind `after`, or before `before`, or last; makes room where there is none. */
  private keyAt(id: Id, entry: Writable, after: Id | undefined, before: Id | undefined): string {
    const siblings = this.siblings(id, entry);
    const found = after ? siblings.indexOf(after) + 1 : before ? siblings.indexOf(before) : siblings.length;
    const at = found < 0 || (after && found === 0) ? siblings.length : found;
    const low = at > 0 ? this.order(siblings[at - 1]) : "";
    const high = at < siblings.length ? this.order(siblings[at]) : "";
    const open = (at === 0 || low !== "") && (at === siblings.length || high !== "");
    if (open && fits(low, high)) {
      const key = between(low, high, this.author.random);
      if (key.length <= LONGEST_KEY) return key;
      return this.respace([...siblings.slice(0, at), id, ...siblings.slice(at)], 0, siblings.length + 1, id);
    }
    return this.makeRoom(siblings, at, id);
  }

  /**
   * Two people dropped into one gap and got the same key (or a key is none): give the run of equal keys new ones, as few
   * as will do, with a place for `id` among them.
   */
  private makeRoom(siblings: readonly Id[], at: number, id: Id): string {
    let first = at;
    let last = at;
    const key = (place: number): string => (place < 0 || place >= siblings.length ? "" : this.order(siblings[place]));
    do {
      if (first > 0) first -= 1;
      if (last < siblings.length) last += 1;
      while (first > 0 && !(key(first - 1) !== "" && key(first - 1) < key(first))) first -= 1;
      while (last < siblings.length && !(key(last - 1) < key(last))) last += 1;
    } while (!fits(key(first - 1), key(last)) && (first > 0 || last < siblings.length));
    return this.respace([...siblings.slice(0, at), id, ...siblings.slice(at)], first, last + 1, id);
  }

  /** Give `line[first]` to `line[last - 1]` new keys; the one of `id`. */
  private respace(line: readonly Id[], first: number, last: number, id: Id): string {
    const low = first > 0 ? this.order(line[first - 1]) : "";
    const high = last < line.length ? this.order(line[last]) : "";
    const keys = spread(last - first, low, high, this.author.random);
    let own = "";
    for (const [place, sibling] of line.slice(first, last).entries()) {
      const key = keys[place] ?? "";
      if (sibling === id) own = key;
      else this.open(sibling)["order"] = key;
    }
    return own;
  }

  private order(id: Id | undefined): string {
    const order = id === undefined ? "" : this.find(id)?.["order"];
    return typeof order === "string" ? order : "";
  }

  /** The sequence that a record stands (or is to stand) in, without itself. */
  private siblings(id: Id, entry: Fields): Id[] {
    const type = String(entry["type"]);
    const parent = String(entry["parent"]);
    const lane = type === "card" ? String(entry["lane"]) : "";
    const known = type === "card" ? this.register.cell(parent, lane) : this.register.children(parent, type);
    const those = new Set(known);
    for (const [other, fields] of this.written) {
      const belongs =
        fields["type"] === type &&
        fields["parent"] === parent &&
        (type !== "card" || fields["lane"] === lane) &&
        !fields["deleted"];
      if (belongs) those.add(other);
      else those.delete(other);
    }
    those.delete(id);
    return [...those]
      .map((other) => ({ id: other, order: this.order(other) }))
      .sort(byOrder)
      .map((other) => other.id);
  }
}
