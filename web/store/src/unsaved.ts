/**
 * The account of what the server has not yet said to be on its disk. What lives here: how many edits, carried by which
 * frames, of which fields. Not here: sending (live), keeping it over a reload (cellar).
 */
import type { Unsent } from "./cellar";
import type { Id } from "./contract";

export class Unsaved {
  readonly fields = new Map<Id, Set<string>>();
  private made = 0;
  private saved = 0;
  private underway: { readonly seq: number; readonly upto: number }[] = [];
  private rows: readonly string[];

  /** Begin with what earlier pages of this browser left, by row. */
  constructor(left: ReadonlyMap<string, Unsent>) {
    this.rows = [...left.keys()];
    for (const { fields, edits } of left.values()) {
      this.made += edits;
      for (const [id, names] of Object.entries(fields)) for (const name of names) this.field(id, name);
    }
  }

  /** Edits that are not known to be on the server's disk. */
  get count(): number {
    return this.made - this.saved;
  }

  /** One more edit, of these fields. */
  note(changes: readonly { readonly id: Id; readonly field: string }[]): void {
    this.made += 1;
    for (const { id, field } of changes) this.field(id, field);
  }

  /** Frame `seq` carries everything that was made so far. */
  sent(seq: number): void {
    this.underway.push({ seq, upto: this.made });
  }

  /** Everything up to frame `seq` is on disk. */
  heard(seq: number): void {
    while (this.underway[0] && this.underway[0].seq <= seq) this.saved = this.underway.shift()?.upto ?? this.saved;
    if (this.count === 0) this.fields.clear();
  }

  /** The connection is gone, and with it what was underway. */
  broken(): void {
    this.underway = [];
  }

  /** All of it was handed back: nothing is to be saved any more. */
  forget(): void {
    this.saved = this.made;
    this.fields.clear();
  }

  /** Rows that earlier pages left and that are done with now. */
  settle(): readonly string[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  /** As it is kept over a reload. */
  get row(): Unsent {
    return { fields: Object.fromEntries([...this.fields].map(([id, names]) => [id, [...names]])), edits: this.count };
  }

  private field(id: Id, name: string): void {
    const names = this.fields.get(id);
    if (names) names.add(name);
    else this.fields.set(id, new Set([name]));
  }
}
