/**
 * Where each journey of the atlas stands: under its phase, a finer journey under the one that opens into it. What lives
 * here: that order, as data. Not here: drawing it.
 */
import type { Atlas, AtlasBand, HealthName } from "../../data/states";

export const HEALTHS: readonly HealthName[] = ["good", "watch", "poor", "unknown"];

export interface LaidBand {
  readonly band: AtlasBand;
  /** How many journeys it lies below, as far as they stand in the same phase. */
  readonly depth: number;
}
export interface LaidPhase {
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly offered: boolean;
  readonly bands: readonly LaidBand[];
}

/** The phases with their journeys in order of reading; a ring of openings ends where it began. */
export function laidOut(atlas: Atlas): readonly LaidPhase[] {
  const byKey = new Map(atlas.bands.map((band) => [band.key, band]));
  return atlas.phases.map(({ id, name, meaning, offered, journeys }) => {
    const here = new Set(journeys);
    const laid: LaidBand[] = [];
    const seen = new Set<string>();
    const lay = (key: string, depth: number): void => {
      const band = byKey.get(key);
      if (!band || seen.has(key) || !here.has(key)) return;
      seen.add(key);
      laid.push({ band, depth });
      for (const state of atlas.bands) if (state.of === key) lay(state.key, depth + 1);
      for (const opening of band.opens) lay(opening.to, depth + 1);
    };
    const below = (band: AtlasBand): boolean => here.has(band.of) || band.parents.some(([parent]) => here.has(parent));
    for (const key of journeys) if (!below(byKey.get(key) as AtlasBand)) lay(key, 0);
    for (const key of journeys) lay(key, 0);
    return { id, name, meaning, offered, bands: laid };
  });
}
