/** The ranked list: one row per touchpoint or step that stands out, with what is known of it. Not here: drawing it. */
import type { Estimate, Finding, Reading } from "@outsidein/schema";

export interface RankedRow {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly level: Estimate;
  readonly importance: Estimate | null;
  readonly effect: Estimate | null;
  readonly score: Estimate | null;
  readonly scoreName: string;
  readonly category: Finding["category"];
  readonly kind: "hotspot" | "bright-spot" | "other";
  readonly moment: boolean;
  readonly reasons: readonly string[];
  readonly says: string;
}

/** Hotspots first, the strongest on top; then what else stands in the matrix; bright spots last. */
export function rankedOf(reading: Reading & { readonly names: Readonly<Record<string, string>> }): readonly RankedRow[] {
  const drivers = new Map((reading.drivers?.drivers ?? []).map((one) => [idOf(one.touchpoint), one.share]));
  const scores = new Map(reading.priorities.map((one) => [idOf(one.touchpoint), one]));
  const moments = new Set(reading.findings.filter((one) => one.kind === "moment-of-truth").map((one) => one.where));
  const rows = new Map<string, RankedRow>();
  for (const one of reading.findings) {
    if (one.kind === "moment-of-truth" || rows.has(one.where)) continue;
    const score = scores.get(one.where);
    rows.set(one.where, {
      key: one.where,
      id: one.where,
      title: one.title,
      level: one.level,
      importance: drivers.get(one.where) ?? null,
      effect: one.effect,
      score: score?.score ?? null,
      scoreName: score?.name ?? "",
      category: one.category,
      kind: one.kind,
      moment: moments.has(one.where),
      reasons: one.reasons,
      says: one.says,
    });
  }
  for (const one of reading.positions) {
    const id = idOf(one.touchpoint);
    if (rows.has(id)) continue;
    const score = scores.get(id);
    rows.set(id, {
      key: id,
      id,
      title: reading.names[id] ?? one.touchpoint,
      level: one.performance,
      importance: one.importance,
      effect: null,
      score: score?.score ?? null,
      scoreName: score?.name ?? "",
      category: null,
      kind: "other",
      moment: moments.has(id),
      reasons: [],
      says: "",
    });
  }
  const place = { hotspot: 0, other: 1, "bright-spot": 2 };
  return [...rows.values()].sort(
    (a, b) => place[a.kind] - place[b.kind] || (b.importance?.value ?? -1) - (a.importance?.value ?? -1) || (a.level.value ?? 0) - (b.level.value ?? 0),
  );
}

/** The id of a touchpoint's record: evidence speaks of keys, findings of ids. */
export function idOf(touchpoint: string): string {
  return touchpoint.includes(":") ? touchpoint : `touchpoint:${touchpoint}`;
}
