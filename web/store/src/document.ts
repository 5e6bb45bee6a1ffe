/**
 * The Yjs document of a map as plain data: one map of records, each a map of fields. What lives here: reading a record
 * out of it and writing field changes into it. Not here: what stands where (register), who may (store).
 */
import type { AnyRecord } from "@outsidein/schema";
import * as Y from "yjs";
import type { Id } from "./contract";

export type Fields = Readonly<Record<string, unknown>>;

/** A record as it lies in the document, in the trash or not. */
export interface Entry {
  readonly record: AnyRecord;
  /** When it was put into the trash, in milliseconds since 1970; 0 for not. */
  readonly deleted: number;
  readonly deletedBy: string;
}

/** A field that is to say something else; undefined means missing. */
export interface FieldChange {
  readonly id: Id;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type EntryMap = Y.Map<Y.Map<unknown>>;

/** The map of all records. */
export function recordsOf(doc: Y.Doc): EntryMap {
  return doc.getMap<Y.Map<unknown>>("records");
}

/** One record, frozen; undefined where there is none that can be understood (the server mends such). */
export function readEntry(records: EntryMap, id: Id): Entry | undefined {
  const fields: unknown = records.get(id);
  if (!(fields instanceof Y.Map)) return undefined;
  const { deleted, deleted_by: deletedBy, ...rest } = fields.toJSON() as Record<string, unknown>;
  if (typeof rest["type"] !== "string") return undefined;
  return {
    record: Object.freeze({ ...rest, id }) as unknown as AnyRecord,
    deleted: typeof deleted === "number" ? deleted : 0,
    deletedBy: typeof deletedBy === "string" ? deletedBy : "",
  };
}

/** The fields of an entry as they lie in the document. */
export function fieldsOf(entry: Entry): Fields {
  const { id: _, ...fields } = entry.record as unknown as Record<string, unknown>;
  if (entry.deleted === 0) return fields;
  return { ...fields, deleted: entry.deleted, deleted_by: entry.deletedBy };
}

/** Write changes; a record that is not there yet is made. Within a transaction of the caller's. */
export function writeChanges(records: EntryMap, changes: Iterable<FieldChange>): void {
  for (const { id, field, after } of changes) {
    let fields: unknown = records.get(id);
    if (!(fields instanceof Y.Map)) {
      fields = new Y.Map<unknown>();
      records.set(id, fields as Y.Map<unknown>);
    }
    const entry = fields as Y.Map<unknown>;
    if (after === undefined) entry.delete(field);
    else entry.set(field, after);
  }
}

/** Ids of the records that a transaction touched. */
export function touchedBy(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], records: EntryMap): Set<Id> {
  const ids = new Set<Id>();
  for (const event of events) {
    if (event.target === (records as unknown)) for (const id of event.changes.keys.keys()) ids.add(id);
    else if (typeof event.path[0] === "string") ids.add(event.path[0]);
  }
  return ids;
}

/** Whether two values of a field are the same JSON. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
