/**
 * What this person did, to be undone and done again. What lives here: two stacks of field changes. Not here: writing
 * them (book).
 *
 * Not the undo manager of Yjs: it takes back an addition by deleting the entry, and with it what a colleague wrote into
 * it in the meantime; ours puts it into the trash. And a field that somebody else has written since is left to them, as
 * is a record added here that they have written into, or put something into, since: whoever undoes never takes a
 * colleague's words away.
 */
import type { Id } from "./contract";
import { type Entry, type FieldChange, fieldsOf, same } from "./document";

/** How soon the next edit of the same kind on the same record counts as the same one (typing). */
const PAUSE = 500;

interface Act {
  readonly label: string;
  readonly changes: readonly FieldChange[];
  readonly created: readonly Id[];
  readonly at: number;
}

/** One step back or forth: what to write, and what it was called. */
export interface Turn {
  readonly label: string;
  readonly changes: readonly FieldChange[];
}

export class Journal {
  private done: Act[] = [];
  private undone: Act[] = [];

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Note an edit. Typing on in one record merges into the edit before. */
  note(label: string, changes: readonly FieldChange[], created: readonly Id[], now: number, join = false): void {
    this.undone = [];
    const last = this.done.at(-1);
    const record = only(changes);
    const typing = record !== undefined && last?.label === label && now - last.at < PAUSE && only(last.changes) === record;
    if (last && (join || typing)) {
      const act = { changes: joined(last.changes, changes), created: [...last.created, ...created], at: now };
      if (isVain(act)) this.done.pop();
      else this.done[this.done.length - 1] = { label: last.label, ...act };
    } else {
      this.done.push({ label, changes, created, at: now });
    }
  }

  /** `parents`: what holds something on the map now; asked only where an adding is undone. */
  undo(
    entry: (id: Id) => Entry | undefined,
    parents: (but: ReadonlySet<Id>) => ReadonlySet<Id>,
    trash: { readonly at: number; readonly by: string },
  ): Turn | undefined {
    for (let act = this.done.pop(); act; act = this.done.pop()) {
      const created = new Set(act.created);
      const back: FieldChange[] = act.changes
        .filter((change) => !created.has(change.id))
        .map(({ id, field, before, after }) => ({ id, field, before: after, after: before }));
      const holding = created.size > 0 ? parents(created) : created;
      const written = byRecord(act.changes);
      for (const id of created) {
        if (holding.has(id) || !untouched(written.get(id) ?? [], entry(id))) continue;
        back.push({ id, field: "deleted", before: undefined, after: trash.at });
        back.push({ id, field: "deleted_by", before: undefined, after: trash.by });
      }
      const changes = stillSo(back, entry);
      if (changes.length === 0) continue;
      this.undone.push({ ...act, changes: back, created: [] });
      return { label: act.label, changes };
    }
    return undefined;
  }

  redo(entry: (id: Id) => Entry | undefined, now: number): Turn | undefined {
    for (let act = this.undone.pop(); act; act = this.undone.pop()) {
      const again = act.changes.map(({ id, field, before, after }) => ({ id, field, before: after, after: before }));
      const changes = stillSo(again, entry);
      if (changes.length === 0) continue;
      this.done.push({ label: act.label, changes: again, created: [], at: now - PAUSE });
      return { label: act.label, changes };
    }
    return undefined;
  }

  clear(): void {
    this.done = [];
    this.undone = [];
  }
}

/** Those changes whose field still says what it said when they were noted: nobody else has written it since. */
function stillSo(changes: readonly FieldChange[], entry: (id: Id) => Entry | undefined): FieldChange[] {
  return changes.filter(({ id, field, before }) => {
    const found = entry(id);
    return found !== undefined && same(fieldsOf(found)[field], before);
  });
}

/**
 * Whether a record still says what the edit that added it wrote. Its order does not count, since the server may give it
 * another key. What this person wrote into it later was undone before.
 */
function untouched(changes: readonly FieldChange[], found: Entry | undefined): boolean {
  if (!found) return false;
  const written = new Map(changes.map(({ field, after }) => [field, after]));
  const now = fieldsOf(found);
  return [...new Set([...written.keys(), ...Object.keys(now)])].every((field) => field === "order" || same(now[field], written.get(field)));
}

/** Whether all that an edit added was thrown away in the same edit, and nothing else done: there is nothing to undo. */
function isVain({ changes, created }: Pick<Act, "changes" | "created">): boolean {
  const binned = new Set(changes.filter(({ field, after }) => field === "deleted" && after !== undefined).map(({ id }) => id));
  const added = new Set(created);
  return created.every((id) => binned.has(id)) && changes.every(({ id }) => added.has(id));
}

function byRecord(changes: readonly FieldChange[]): ReadonlyMap<Id, readonly FieldChange[]> {
  const found = new Map<Id, FieldChange[]>();
  for (const change of changes) {
    const those = found.get(change.id);
    if (those) those.push(change);
    else found.set(change.id, [change]);
  }
  return found;
}

function only(changes: readonly FieldChange[]): Id | undefined {
  const id = changes[0]?.id;
  return changes.every((change) => change.id === id) ? id : undefined;
}

function joined(first: readonly FieldChange[], then: readonly FieldChange[]): FieldChange[] {
  const key = ({ id, field }: FieldChange): string => JSON.stringify([id, field]);
  const found = new Map(first.map((change) => [key(change), change]));
  for (const change of then) {
    const earlier = found.get(key(change));
    found.set(key(change), earlier ? { ...change, before: earlier.before } : change);
  }
  return [...found.values()];
}
