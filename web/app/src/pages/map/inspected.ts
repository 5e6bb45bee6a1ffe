/**
 * What the inspector says of what is selected: which part of the map, and what the evidence holds on it. What lives
 * here: putting the two together. Not here: drawing (Inspector.tsx), statistics (the server's reading).
 */
import type { Backing, Beside, Card, Diagnostic, Estimate, Finding, Priority, Quote, Reading, Stage, Step, Touchpoint } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

/** One line of “Measured”: what was measured, by the catalogue's id or a word of ours, and what it came to. */
export interface Measured {
  /** Id of a measure of the catalogue or of a row of the map, or `emotion`, `share`. */
  readonly what: string;
  readonly estimate: Estimate;
  /** Rank among all touchpoints, for importance. */
  readonly rank?: { readonly place: number; readonly of: number };
  /** What was asked, where it stands in for something else. */
  readonly note?: string;
  /** How many places it lies from its target. */
  readonly target?: number;
  /** Counted over journeys: no single answers stand behind it. */
  readonly journeys?: true;
  /** Of which place of the journey: a step (id) or a touchpoint (key). */
  readonly of: { readonly step?: Id; readonly touchpoint?: string };
}

export interface Inspected {
  readonly kind: "card" | "step" | "stage" | "touchpoint" | "lane" | "none";
  readonly id: Id;
  readonly title: string;
  /** Stage, step and touchpoint above it, as far as there are any. */
  readonly path: readonly string[];
  readonly lane: string;
  readonly step: Id;
  readonly touchpoints: readonly Touchpoint[];
  readonly measured: readonly Measured[];
  /** What customers and employees say of the touchpoints here. */
  readonly beside: readonly Beside[];
  readonly gap: string;
  readonly quotes: readonly Quote[];
  readonly comments: number;
  readonly backing: Backing | undefined;
  readonly findings: readonly Finding[];
  readonly priorities: readonly Priority[];
  readonly moment: string;
  readonly remarks: readonly Diagnostic[];
}

const NOTHING: Inspected = {
  kind: "none",
  id: "",
  title: "",
  path: [],
  lane: "",
  step: "",
  touchpoints: [],
  measured: [],
  beside: [],
  gap: "",
  quotes: [],
  comments: 0,
  backing: undefined,
  findings: [],
  priorities: [],
  moment: "",
  remarks: [],
};

/** What is to be said of the record `id`; nothing where it is not (any more) on the map. */
export function inspect(store: MapStore, reading: Reading | null, remarks: readonly Diagnostic[], id: Id): Inspected {
  const type = id.split(":")[0];
  const about = remarks.filter((one) => one.where.record === id);
  if (type === "card") {
    const card = store.get<"card">(id);
    return card ? { ...ofCard(store, reading, card), remarks: about } : NOTHING;
  }
  if (type === "step") {
    const step = store.get<"step">(id);
    return step ? { ...ofStep(store, reading, step), remarks: about } : NOTHING;
  }
  if (type === "stage") {
    const stage = store.get<"stage">(id);
    return stage ? { ...NOTHING, kind: "stage", id, title: stage.name, remarks: about } : NOTHING;
  }
  if (type === "encounter") {
    const encounter = store.get<"encounter">(id);
    const touchpoint = encounter && store.get<"touchpoint">(encounter.touchpoint);
    return touchpoint ? { ...ofTouchpoint(store, reading, touchpoint, encounter.parent), remarks: [...about, ...remarks.filter((one) => one.where.record === touchpoint.id)] } : NOTHING;
  }
  if (type === "touchpoint") {
    const touchpoint = store.get<"touchpoint">(id);
    return touchpoint ? { ...ofTouchpoint(store, reading, touchpoint, ""), remarks: about } : NOTHING;
  }
  return NOTHING;
}

function ofCard(store: MapStore, reading: Reading | null, card: Card): Inspected {
  const step = store.get<"step">(card.parent);
  const stage = step ? store.get<"stage">(step.parent) : store.get<"stage">(card.parent);
  const narrowed = card.touchpoint ? store.get<"touchpoint">(card.touchpoint) : undefined;
  const at = step ? ofStep(store, reading, step, narrowed) : NOTHING;
  return {
    ...at,
    kind: "card",
    id: card.id,
    title: card.text ?? "",
    path: names(stage, step, narrowed),
    lane: card.lane,
    backing: reading?.backing.find((one) => one.card === card.id),
  };
}

function ofStep(store: MapStore, reading: Reading | null, step: Step, narrowed?: Touchpoint): Inspected {
  const stage = store.get<"stage">(step.parent);
  const met = store
    .children(step.id, "encounter")
    .map((id) => store.get<"encounter">(id))
    .map((one) => one && store.get<"touchpoint">(one.touchpoint))
    .filter((one): one is Touchpoint => one !== undefined);
  const touchpoints = narrowed ? [narrowed] : met;
  const point = reading?.curve.find((one) => one.step === step.id);
  const counted = point?.touchpoints ?? [];
  const keys = narrowed ? [keyOf(narrowed.id)] : met.map((one) => keyOf(one.id)).filter((key) => !counted.length || counted.includes(key));
  const measured: Measured[] = [];
  if (point?.level) {
    measured.push({
      what: "emotion",
      estimate: point.level,
      of: { step: step.id },
      ...(point.measured_as ? { note: point.measured_as } : {}),
      ...(point.target === null ? {} : { target: point.target }),
    });
  }
  for (const key of keys) measured.push(...measuresOf(reading, key, measured));
  const walked = narrowed ? undefined : reading?.walked?.steps.find((one) => one.step === step.id);
  for (const [what, estimate] of walked?.measures ?? []) measured.push({ what, estimate, journeys: true, of: { step: step.id } });
  const moment = store
    .ids("moment")
    .map((id) => store.get<"moment">(id))
    .find((one) => one?.parent === step.id);
  return {
    ...NOTHING,
    kind: "step",
    id: step.id,
    title: step.name,
    path: names(stage),
    step: step.id,
    touchpoints,
    measured,
    beside: (reading?.beside ?? []).filter((one) => touchpoints.some((met) => keyOf(met.id) === one.touchpoint)),
    gap: point && !point.level ? point.gap : "",
    quotes: (reading?.quotes ?? []).filter((one) => one.step === step.id || keys.includes(one.touchpoint)),
    comments: commentsOf(reading, keys),
    findings: findingsAt(reading, [step.id, ...touchpoints.map((one) => one.id)]),
    priorities: (reading?.priorities ?? []).filter((one) => keys.includes(keyOf(one.touchpoint))),
    moment: moment?.reason ?? "",
  };
}

function ofTouchpoint(store: MapStore, reading: Reading | null, touchpoint: Touchpoint, step: Id): Inspected {
  const key = keyOf(touchpoint.id);
  const at = store.get<"step">(step);
  return {
    ...NOTHING,
    kind: "touchpoint",
    id: touchpoint.id,
    title: touchpoint.name,
    path: names(at ? store.get<"stage">(at.parent) : undefined, at),
    step,
    touchpoints: [touchpoint],
    measured: measuresOf(reading, key, []),
    beside: (reading?.beside ?? []).filter((one) => one.touchpoint === key),
    quotes: (reading?.quotes ?? []).filter((one) => keyOf(one.touchpoint) === key),
    comments: commentsOf(reading, [key]),
    findings: findingsAt(reading, [touchpoint.id]),
    priorities: (reading?.priorities ?? []).filter((one) => keyOf(one.touchpoint) === key),
  };
}

function measuresOf(reading: Reading | null, key: string, already: readonly Measured[]): readonly Measured[] {
  if (!reading) return [];
  const found: Measured[] = [];
  for (const [what, estimate] of reading.touchpoints.find((one) => keyOf(one.touchpoint) === key)?.measures ?? []) {
    const told = what === "emotional-level" && already.some((one) => one.what === "emotion");
    if (estimate.value !== null && !told && !already.some((one) => one.what === what)) found.push({ what, estimate, of: { touchpoint: key } });
  }
  const drivers = reading.drivers?.drivers ?? [];
  const place = drivers.findIndex((one) => keyOf(one.touchpoint) === key);
  const driver = drivers[place];
  if (driver) found.push({ what: "share", estimate: driver.share, of: { touchpoint: key }, rank: { place: place + 1, of: drivers.length } });
  return found;
}

function commentsOf(reading: Reading | null, keys: readonly string[]): number {
  return (reading?.touchpoints ?? [])
    .filter((one) => keys.includes(keyOf(one.touchpoint)))
    .reduce((sum, one) => sum + one.comments, 0);
}

function findingsAt(reading: Reading | null, ids: readonly Id[]): readonly Finding[] {
  return (reading?.findings ?? []).filter((one) => ids.includes(one.where));
}

function names(...found: readonly (Stage | Step | Touchpoint | undefined)[]): readonly string[] {
  return found.flatMap((one) => (one ? [one.name] : []));
}

/** `app` of `touchpoint:app`; evidence speaks of keys, maps of ids. */
export function keyOf(id: Id): string {
  return id.includes(":") ? id.slice(id.indexOf(":") + 1) : id;
}
