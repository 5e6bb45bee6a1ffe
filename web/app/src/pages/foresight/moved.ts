/** Effects of moved scores on a common scale. What lives here: plain functions. Not here: drawing (WhatIf.tsx). */
import type { Moved, Moving } from "../../data/foresight";

/** What would go with this change of its score; nothing for none. */
export function movedBy(one: Moving, change: number): Moved | undefined {
  return one.changes.find((each) => Math.abs(each.change - change) < 1e-9);
}

/** From where to where effects run, 0 within: the intervals of all but those so wide that they would hide the others. */
export function domainOf(moving: readonly Moving[]): readonly [number, number] {
  const reach = moving.map((one) => Math.max(0, ...one.changes.flatMap(({ effect }) => [Math.abs(effect.low ?? 0), Math.abs(effect.high ?? 0)])));
  const sorted = [...reach].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 1;
  const most = Math.max(1, ...reach.filter((one) => one <= 6 * usual));
  return [-most, most];
}

/** Where a value stands on the domain, in percent of its width, held at its ends. */
export function onDomain(value: number, [from, to]: readonly [number, number]): number {
  return Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));
}
