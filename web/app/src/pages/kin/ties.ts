/** Which maps stand above a map, and which are states of the same journey. What lives here: finding them. Not here: asking. */
import type { Kin } from "../../data/kin";
import type { MapSummary } from "../../data/questions";

export interface Above {
  readonly map: MapSummary;
  /** The step or flow that opens into it. */
  readonly record: string;
  readonly step: string;
}

/** From where the map of this key is opened. */
export function above(key: string, kin: readonly Kin[], maps: readonly MapSummary[]): readonly Above[] {
  return kin.flatMap((one) => {
    const map = maps.find((other) => other.key === one.key);
    return one.key === key || !map ? [] : one.opens.filter((opening) => opening.to === key).map((opening) => ({ map, record: opening.record, step: opening.name }));
  });
}

const ORDER = ["as-is", "to-be", "ideal"];

/** The states of the journey that this map shows, the one that it is of first; alone where there is no other. */
export function states(key: string, kin: readonly Kin[], maps: readonly MapSummary[]): readonly MapSummary[] {
  const own = kin.find((one) => one.key === key);
  const root = own?.of && maps.some((one) => one.key === own.of) ? own.of : key;
  const tied = new Set([root, ...kin.filter((one) => one.of === root).map((one) => one.key)]);
  const place = (map: MapSummary): number => (map.key === root ? -1 : ORDER.indexOf(map.state));
  return maps.filter((one) => tied.has(one.key)).sort((a, b) => place(a) - place(b) || a.title.localeCompare(b.title));
}
