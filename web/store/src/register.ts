/**
 * What stands where: snapshots of all records, and which are children of which, kept as records change. What lives here:
 * the index. Not here: Yjs (document), writing (draft). A sequence is worked out when it is asked for, and only then.
 */
import type { AnyRecord, RecordType } from "@outsidein/schema";
import type { Id, Topic } from "./contract";
import type { Entry } from "./document";

const DEEPEST = 16;
const NONE: readonly Id[] = Object.freeze([]);

interface Kept {
  value: readonly Id[];
  fresh: boolean;
}

export class Register {
  private readonly entries = new Map<Id, Entry>();
  private readonly family = new Map<Id, Set<Id>>();
  private readonly types = new Map<string, Set<Id>>();
  private readonly alive = new Set<Id>();
  private readonly lost = new Set<Id>();
  private readonly binned = new Set<Id>();
  private readonly sequences = new Map<string, Kept>();

  /** A record that is part of the map. */
  get(id: Id): AnyRecord | undefined {
    return this.alive.has(id) ? this.entries.get(id)?.record : undefined;
  }

  /** A record wherever it is, in the trash too. */
  entry(id: Id): Entry | undefined {
    return this.entries.get(id);
  }

  children(parent: Id, type: string): readonly Id[] {
    return this.sequence(`children|${type}|${parent}`, () => this.among(this.family.get(parent), (one) => one.type === type));
  }

  cell(parent: Id, lane: string): readonly Id[] {
    return this.sequence(`cell|${lane}|${parent}`, () =>
      this.among(this.family.get(parent), (one) => one.type === "card" && one.lane === lane),
    );
  }

  ids(type: RecordType): readonly Id[] {
    return this.sequence(`type|${type}`, () => [...(this.types.get(type) ?? [])].filter((id) => this.alive.has(id)).sort());
  }

  /** Ids of what was put into the trash itself (not of what lies below), latest first. */
  get trash(): readonly Id[] {
    return this.sequence("trash", () =>
      [...this.binned].sort((one, other) => this.when(other) - this.when(one) || (one < other ? -1 : 1)),
    );
  }

  /** Ids of records whose parent is nowhere. */
  get unplaced(): readonly Id[] {
    return this.sequence("lost", () => [...this.lost].sort());
  }

  /** All ids, the trash included. */
  all(): Iterable<Id> {
    return this.entries.keys();
  }

  /** Take in what changed, and say which topics that concerns. */
  take(changes: ReadonlyMap<Id, Entry | undefined>): Set<Topic> {
    const topics = new Set<Topic>();
    const moved: Id[] = [];
    const before = new Map<Id, AnyRecord | undefined>();
    for (const [id, entry] of changes) {
      const was = this.entries.get(id);
      if (!was && !entry) continue;
      topics.add(`record:${id}`).add("any");
      before.set(id, was?.record);
      this.file(id, was, entry);
      if (placeOf(was) !== placeOf(entry)) moved.push(id);
    }
    for (const id of moved) {
      this.stale(before.get(id), topics);
      this.stale(this.entries.get(id)?.record, topics);
      this.settle(id, topics, DEEPEST);
    }
    return topics;
  }

  private file(id: Id, was: Entry | undefined, entry: Entry | undefined): void {
    const parent = parentOf(was?.record);
    if (parent !== undefined) this.family.get(parent)?.delete(id);
    if (was) this.types.get(was.record.type)?.delete(id);
    if (!entry) {
      this.entries.delete(id);
      return;
    }
    this.entries.set(id, entry);
    const now = parentOf(entry.record);
    if (now !== undefined) put(this.family, now, id);
    put(this.types, entry.record.type, id);
  }

  /** Whether a record is part of the map may have changed, and with it that of all below. */
  private settle(id: Id, topics: Set<Topic>, depth: number): void {
    const entry = this.entries.get(id);
    this.note(this.binned, id, entry !== undefined && entry.deleted > 0, "trash", topics);
    this.note(this.lost, id, entry !== undefined && entry.deleted === 0 && this.isLost(entry.record), "lost", topics);
    const lives = this.lives(id);
    if (lives !== this.alive.has(id)) {
      if (lives) this.alive.add(id);
      else this.alive.delete(id);
      topics.add(`record:${id}`);
      this.stale(entry?.record, topics);
    }
    if (depth > 0) for (const child of this.family.get(id) ?? []) this.settle(child, topics, depth - 1);
  }

  private note(set: Set<Id>, id: Id, holds: boolean, sequence: string, topics: Set<Topic>): void {
    if (holds === set.has(id) && !(holds && sequence === "trash")) return;
    if (holds) set.add(id);
    else set.delete(id);
    this.expire(sequence);
    topics.add("trash");
  }

  private lives(id: Id): boolean {
    let at: Id | undefined = id;
    for (let depth = 0; depth < DEEPEST; depth += 1) {
      const entry: Entry | undefined = at === undefined ? undefined : this.entries.get(at);
      if (!entry || entry.deleted > 0) return false;
      at = parentOf(entry.record);
      if (at === undefined) return true;
    }
    return false; // a ring: nobody stands in oneself
  }

  private isLost(record: AnyRecord): boolean {
    const parent = parentOf(record);
    return parent !== undefined && !this.entries.has(parent);
  }

  private stale(record: AnyRecord | undefined, topics: Set<Topic>): void {
    if (!record) return;
    this.expire(`type|${record.type}`);
    topics.add(`type:${record.type}`);
    const parent = parentOf(record);
    if (parent === undefined) return;
    this.expire(`children|${record.type}|${parent}`);
    topics.add(`children:${parent}`);
    if (record.type !== "card") return;
    this.expire(`cell|${record.lane}|${parent}`);
    topics.add(`cell:${parent}|${record.lane}`);
  }

  private expire(key: string): void {
    const kept = this.sequences.get(key);
    if (kept) kept.fresh = false;
  }

  private sequence(key: string, make: () => readonly Id[]): readonly Id[] {
    const kept = this.sequences.get(key);
    if (kept?.fresh) return kept.value;
    const made = make();
    const value = kept && equal(kept.value, made) ? kept.value : made.length === 0 ? NONE : Object.freeze([...made]);
    this.sequences.set(key, { value, fresh: true });
    return value;
  }

  private among(ids: Iterable<Id> | undefined, fits: (record: AnyRecord) => boolean): Id[] {
    const found: { id: Id; order: string }[] = [];
    for (const id of ids ?? []) {
      const record = this.get(id);
      if (record && fits(record)) found.push({ id, order: orderOf(record) });
    }
    return found.sort(byOrder).map((one) => one.id);
  }

  private when(id: Id): number {
    return this.entries.get(id)?.deleted ?? 0;
  }
}

/** The id of what a record stands in, where it stands in something. */
export function parentOf(record: AnyRecord | undefined): Id | undefined {
  return record && "parent" in record && typeof record.parent === "string" ? record.parent : undefined;
}

/** The order key of a record; empty where it has none. */
export function orderOf(record: AnyRecord | undefined): string {
  return record && "order" in record && typeof record.order === "string" ? record.order : "";
}

/** Siblings stand by key, equal keys by id: the same everywhere. */
export function byOrder(one: { id: Id; order: string }, other: { id: Id; order: string }): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

function placeOf(entry: Entry | undefined): string {
  if (!entry) return "";
  const { record } = entry;
  const lane = record.type === "card" ? record.lane : "";
  return JSON.stringify([record.type, parentOf(record), orderOf(record), lane, entry.deleted]);
}

function put(into: Map<string, Set<Id>>, key: string, id: Id): void {
  const those = into.get(key);
  if (those) those.add(id);
  else into.set(key, new Set([id]));
}

function equal(one: readonly Id[], other: readonly Id[]): boolean {
  return one.length === other.length && one.every((id, at) => id === other[at]);
}
