/** What two sides differ by. What lives here: finding the difference of a flow, and when one is sure. Not here: drawing. */
import type { Contrast, Flow } from "../../data/journeys";

/** Of differences with q up to this, one in twenty at most is expected to be chance. */
const SURE = 0.05;

export const sure = (one: Contrast): boolean => one.q <= SURE && one.change.value !== null && one.change.value !== 0;

/** A flow as the server names it in a comparison. */
export function flowKey({ of, to }: Flow): string {
  return keyOf([String(of.position), of.standing, of.touchpoint, to.standing, to.touchpoint]);
}

export const keyOf = (key: readonly string[]): string => JSON.stringify(key);

/** Sure ones first, the largest difference before the smaller; then the others. */
export function sorted(found: readonly Contrast[]): readonly Contrast[] {
  const size = (one: Contrast): number => Math.abs(one.change.value ?? 0);
  return [...found].sort((a, b) => Number(sure(b)) - Number(sure(a)) || size(b) - size(a));
}
