/** How tense a story is, step by step: that of its beats, and a straight line between two. Not here: drawing it. */
import { TENSION, type Beat } from "@outsidein/schema";

/** 0–1 for each step; null before the first beat and after the last. */
export function arcOf(beats: readonly (Beat | "")[]): readonly (number | null)[] {
  const known = beats.flatMap((beat, at) => (beat ? [{ at, tension: TENSION[beat] ?? 0 }] : []));
  return beats.map((_, at) => {
    const before = known.findLast((one) => one.at <= at);
    const after = known.find((one) => one.at >= at);
    if (!before || !after) return null;
    return before.at === after.at ? before.tension : before.tension + ((after.tension - before.tension) * (at - before.at)) / (after.at - before.at);
  });
}
