/** The sample map for the development page, from sample.json beside this file (written by sample.py). */
import type { AnyRecord, Diagnostic, Kind, Reading } from "@outsidein/schema";
import type { MapStore, Presence } from "@outsidein/store";
import type { MeasureName, MeasureRow, Series } from "@outsidein/canvas";

export interface Sample {
  readonly records: readonly AnyRecord[];
  readonly kind: Kind;
  readonly reading: Reading;
  readonly compare: readonly Series[];
  readonly measures: readonly MeasureRow[];
  readonly names: readonly MeasureName[];
  readonly diagnostics: readonly Diagnostic[];
}

export async function loadSample(): Promise<Sample> {
  const response = await fetch("./sample.json");
  if (!response.ok) throw new Error("Write sample.json first: python web/canvas/dev/sample.py <workspace>");
  return (await response.json()) as Sample;
}

/** A store in which others are present, as a room would tell. */
export function withOthers(store: MapStore, others: readonly Presence[]): MapStore {
  return new Proxy(store, {
    get(target, key) {
      if (key === "others") return others;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
