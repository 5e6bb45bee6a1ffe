/** Comments as threads, and how many are open where. What lives here: arranging. Not here: asking for them, drawing. */
import { MARKS, type Comment, type Mark } from "../../data/comments";

export interface Thread {
  readonly first: Comment;
  readonly answers: readonly Comment[];
}

/** Marks without words that several people laid on one record. */
export interface MarkCount {
  readonly sign: Mark;
  readonly names: readonly string[];
  /** The id of one's own, or empty. */
  readonly mine: string;
}

/** Threads with words, the newest first; open ones before settled ones. */
export function threadsOf(comments: readonly Comment[]): readonly Thread[] {
  const answers = new Map<string, Comment[]>();
  for (const one of comments) if (one.parent) answers.set(one.parent, [...(answers.get(one.parent) ?? []), one]);
  return comments
    .filter((one) => !one.parent && (one.text || answers.has(one.id)))
    .map((first) => ({ first, answers: answers.get(first.id) ?? [] }))
    .sort((a, b) => Number(Boolean(a.first.resolved)) - Number(Boolean(b.first.resolved)) || b.first.at.localeCompare(a.first.at));
}

/** The marks on a record, in the order in which they are offered. */
export function marksOn(comments: readonly Comment[], record: string): readonly MarkCount[] {
  return MARKS.map((sign) => {
    const laid = comments.filter((one) => one.sign === sign && !one.text && !one.parent && !one.resolved && one.record === record);
    return { sign, names: laid.map((one) => one.name), mine: laid.find((one) => one.mine)?.id ?? "" };
  }).filter((one) => one.names.length);
}

/** How many open threads and marks there are on each record; those about the whole map are left out. */
export function openByRecord(comments: readonly Comment[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const one of comments) {
    if (!one.parent && !one.resolved && one.record) found.set(one.record, (found.get(one.record) ?? 0) + 1);
  }
  return found;
}

/** The signs laid on each record, each once: `agree doubt`. */
export function signsByRecord(comments: readonly Comment[]): ReadonlyMap<string, readonly Mark[]> {
  const found = new Map<string, Set<string>>();
  for (const one of comments) {
    if (one.sign && !one.parent && !one.resolved && one.record) found.set(one.record, (found.get(one.record) ?? new Set()).add(one.sign));
  }
  return new Map([...found].map(([record, signs]) => [record, MARKS.filter((sign) => signs.has(sign))]));
}
