/** How often each card was drawn: what the promise “editing one card draws one card” is held by in tests and bench. */

let counts: Map<string, number> | null = null;

/** Begin to count, afresh; gives the counts, which go on growing. */
export function countRenders(): ReadonlyMap<string, number> {
  counts = new Map();
  return counts;
}

/** Called by a card each time it is drawn. */
export function counted(id: string): void {
  counts?.set(id, (counts.get(id) ?? 0) + 1);
}
