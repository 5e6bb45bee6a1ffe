/**
 * Who stands in which sequence, and in what order, while one edit is being written: sought by halves instead of sorted
 * anew for every record that is put. What lives here: the sequences of a draft. Not here: the keys themselves (order).
 */
import type { Id } from "./contract";
import type { Fields } from "./document";
import { byOrder } from "./register";

interface Standing {
  readonly id: Id;
  readonly order: string;
}

export class Lines {
  private readonly lines = new Map<string, Standing[]>();

  /** `begin` tells the members of a sequence that nobody has asked for yet; later changes are told by `enter` and `leave`. */
  constructor(private readonly begin: (fields: Fields) => Iterable<readonly [Id, Fields]>) {}

  /** The sequence that `id` is to stand in with these fields, without itself; live, not a copy. */
  of(id: Id, fields: Fields): readonly Standing[] {
    const key = keyOf(fields);
    const known = this.lines.get(key);
    if (known) return known;
    const line: Standing[] = [];
    for (const [other, entry] of this.begin(fields)) {
      if (other !== id && stands(entry) && keyOf(entry) === key) line.push({ id: other, order: orderIn(entry) });
    }
    this.lines.set(key, line.sort(byOrder));
    return line;
  }

  /** A record with these fields stands somewhere from now on. */
  enter(id: Id, fields: Fields): void {
    const line = stands(fields) ? this.lines.get(keyOf(fields)) : undefined;
    if (!line) return;
    const standing = { id, order: orderIn(fields) };
    line.splice(place(line, standing), 0, standing);
  }

  /** A record no longer stands where these fields say. */
  leave(id: Id, fields: Fields): void {
    const line = stands(fields) ? this.lines.get(keyOf(fields)) : undefined;
    if (!line) return;
    const at = place(line, { id, order: orderIn(fields) });
    if (line[at]?.id === id) line.splice(at, 1);
  }
}

/** Where something is, or would be, in a sequence. */
export function place(line: readonly Standing[], standing: Standing): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byOrder(line[middle] ?? standing, standing) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The order key among fields; empty where there is none. */
export function orderIn(fields: Fields): string {
  const { order } = fields;
  return typeof order === "string" ? order : "";
}

function keyOf(fields: Fields): string {
  const type = String(fields["type"]);
  return `${type}|${String(fields["parent"])}|${type === "card" ? String(fields["lane"]) : ""}`;
}

function stands(fields: Fields): boolean {
  return !fields["deleted"];
}
