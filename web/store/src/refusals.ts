/**
 * Work that was not taken, as wishes: what fields of which records were to be. What lives here: reading what the server
 * sends, making wishes of unsent work, and making them again. Not here: when that happens (live).
 */
import type { AnyRecord } from "@outsidein/schema";
import type { Id, Refusal, Tx, Wish } from "./contract";
import { type Entry, type FieldChange, fieldsOf } from "./document";
import type { Refused } from "./frames";
import { saysOf } from "./book";

type Diagnostic = Refusal["diagnostics"][number];

/** A refusal as the server sent it. */
export function readRefusal({ reason, diagnostics, changes }: Refused): Refusal {
  return { reason, diagnostics: diagnostics.flatMap(readDiagnostic), changes: changes.flatMap(readWish) };
}

/** What fields of records hold now, as wishes. */
export function wishesOf(fields: ReadonlyMap<Id, ReadonlySet<string>>, entry: (id: Id) => Entry | undefined): Wish[] {
  const wishes: Wish[] = [];
  for (const [id, names] of fields) {
    const found = entry(id);
    if (!found) continue;
    const values = fieldsOf(found);
    const wanted = Object.fromEntries([...names].map((name) => [name, values[name] ?? null]));
    wishes.push({ id, fields: wanted, says: saysOf(found.record) });
  }
  return wishes;
}

/** Changes that were never written, as wishes. */
export function wishesFrom(changes: readonly FieldChange[]): Wish[] {
  const fields = new Map<Id, Record<string, unknown>>();
  for (const { id, field, after } of changes) {
    const wanted = fields.get(id) ?? {};
    wanted[field] = after ?? null;
    fields.set(id, wanted);
  }
  return [...fields].map(([id, wanted]) => ({ id, fields: wanted, says: typeof wanted["text"] === "string" ? wanted["text"] : "" }));
}

/** Write those wishes that still fit: their record is there, or they bring it whole. How many did. */
export function makeAgain(wishes: readonly Wish[], entry: (id: Id) => Entry | undefined, tx: Tx): number {
  const brought = new Set(wishes.filter((wish) => "type" in wish.fields).map((wish) => wish.id));
  const there = (id: unknown): boolean => typeof id === "string" && (entry(id) !== undefined || brought.has(id));
  let made = 0;
  for (const { id, fields } of wishes) {
    if (!there(id) || (typeof fields["parent"] === "string" && !there(fields["parent"]))) continue;
    const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? undefined]));
    if (entry(id)) tx.set(id, values);
    else tx.put({ ...values, id } as unknown as AnyRecord);
    made += 1;
  }
  return made;
}

function readWish(said: unknown): Wish[] {
  if (typeof said !== "object" || said === null) return [];
  const { id, fields, says } = said as Record<string, unknown>;
  if (typeof id !== "string" || typeof fields !== "object" || fields === null) return [];
  return [{ id, fields: fields as Record<string, unknown>, says: typeof says === "string" ? says : "" }];
}

function readDiagnostic(said: unknown): Diagnostic[] {
  if (typeof said !== "object" || said === null) return [];
  const { code, says, fix } = said as Record<string, unknown>;
  const word = (value: unknown): string => (typeof value === "string" ? value : "");
  return [{ code: word(code), says: word(says), fix: word(fix) }];
}
