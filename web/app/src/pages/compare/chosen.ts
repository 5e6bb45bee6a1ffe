/**
 * Which two maps are compared, as the address says it, and which to begin with. What lives here: reading, writing and
 * guessing. Not here: the page.
 */
import type { MapSummary } from "../../data/questions";
import type { TwoStates } from "../../data/states";

const FIELDS = ["was", "now", "was_version", "now_version"] as const;

export function readTwo(search: string): TwoStates {
  const query = new URLSearchParams(search);
  const [was, now, was_version, now_version] = FIELDS.map((name) => query.get(name) ?? "");
  return { was: was ?? "", now: now ?? "", was_version: was_version ?? "", now_version: now_version ?? "" };
}

export function writeTwo(two: TwoStates): string {
  return new URLSearchParams(FIELDS.filter((name) => two[name]).map((name) => [name, two[name]])).toString();
}

/** What is asked for, filled up: an as-is map and the state that was begun from its key (`<key>-to-be`), else any two. */
export function firstTwo(asked: TwoStates, maps: readonly MapSummary[]): TwoStates {
  const known = (id: string): boolean => maps.some((one) => one.id === id);
  const later = maps.find((one) => one.state !== "as-is" && maps.some((other) => other.state === "as-is" && one.key.startsWith(other.key)));
  const origin = later ? maps.find((one) => one.state === "as-is" && later.key.startsWith(one.key)) : undefined;
  const was = known(asked.was) ? asked.was : (origin?.id ?? maps[0]?.id ?? "");
  const now = known(asked.now) ? asked.now : ((later && later.id !== was ? later : maps.find((one) => one.id !== was))?.id ?? was);
  return { ...asked, was, now };
}
