/**
 * What is known beside the map's own records: the reading, readings to compare, diagnostics, comments, by record.
 * What lives here: look-ups that keep their answers while nothing changed. Not here: any number's wording, drawing.
 */
import type { IconName, Tone } from "@outsidein/kit";
import type { Backing, CurvePoint, Diagnostic, Driver, Estimate, Finding, Reading } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

/** A reading of some of the people, to be drawn beside that of all. */
export interface Series {
  readonly label: string;
  readonly reading: Reading;
}

/** What a measure of the catalogue is called, short and in full. */
export interface MeasureName {
  readonly id: string;
  readonly label: string;
  readonly name: string;
}

/** A measure that stands in a row of its own; `top` fills a bar. */
export interface MeasureRow extends MeasureName {
  readonly top: number;
}

/** A sign that people laid on a record without a word, as the app words it. */
export interface CardMark {
  readonly icon: IconName;
  readonly says: string;
  readonly tone: Tone;
}

export interface Known {
  readonly reading: Reading | null;
  readonly compare: readonly Series[];
  readonly measures: readonly MeasureRow[];
  readonly names: ReadonlyMap<string, MeasureName>;
  readonly diagnostics: readonly Diagnostic[];
  readonly comments: ReadonlyMap<Id, number>;
  readonly marks: ReadonlyMap<Id, readonly CardMark[]>;
}

/** A moment of truth at a step (or an actor, a place): marked by a person (then with the id of its record) or proposed from the evidence. */
export interface Truth {
  readonly id: Id | "";
  readonly touchpoint: Id | "";
  readonly reason: string;
  readonly proposed: boolean;
}

/** What stands out at a step. */
export interface Signs {
  readonly hotspots: readonly Finding[];
  readonly brightSpots: readonly Finding[];
  readonly moments: readonly Truth[];
}

/** What a moment of truth, a hotspot or a bright spot may be at. */
const STANDS: ReadonlySet<string> = new Set(["step", "actor", "place"]);
const QUIET: Signs = { hotspots: [], brightSpots: [], moments: [] };
const NO_TRUTHS: readonly Truth[] = [];
const NO_DIAGNOSTICS: readonly Diagnostic[] = [];
const UNKNOWN: Known = { reading: null, compare: [], measures: [], names: new Map(), diagnostics: [], comments: new Map(), marks: new Map() };
const NO_MARKS: readonly CardMark[] = [];

export class Facts {
  #known: Known = UNKNOWN;
  #backing = new Map<Id, Backing>();
  #points = new Map<Id, CurvePoint>();
  #drivers = new Map<string, Driver>();
  #measures = new Map<string, ReadonlyMap<string, Estimate>>();
  #walked = new Map<Id, ReadonlyMap<string, Estimate>>();
  #diagnostics = new Map<Id, readonly Diagnostic[]>();
  #signs = new Map<Id, Signs>();
  #stale = true;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | null = null;

  constructor(readonly store: MapStore) {}

  get known(): Known {
    return this.#known;
  }

  get reading(): Reading | null {
    return this.#known.reading;
  }

  /** Take in what is known now; parts whose answer stays the same are not told apart. */
  know(known: Known): void {
    if (known.reading !== this.#known.reading) {
      const backing = [...(known.reading?.backing ?? []), ...(known.reading?.standing ?? [])];
      this.#backing = kept(this.#backing, new Map(backing.map((one) => [one.card, one])));
      this.#points = new Map(known.reading?.curve.map((one) => [one.step, one]));
      this.#drivers = new Map(known.reading?.drivers?.drivers.map((one) => [one.touchpoint, one]));
      this.#measures = new Map(known.reading?.touchpoints.map((one) => [one.touchpoint, new Map(one.measures)]));
      this.#walked = new Map(known.reading?.walked?.steps.map((one) => [one.step, new Map(one.measures)]));
      this.#stale = true;
    }
    if (known.diagnostics !== this.#known.diagnostics) {
      const found = new Map<Id, Diagnostic[]>();
      for (const one of known.diagnostics) {
        if (one.where.record) found.set(one.where.record, [...(found.get(one.where.record) ?? []), one]);
      }
      this.#diagnostics = kept<readonly Diagnostic[]>(this.#diagnostics, found);
    }
    this.#known = known;
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.store.subscribe("any", () => {
      this.#stale = true;
      this.#tell();
    });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
      this.#stale = true;
    };
  };

  /** What backs a card, a flow, an actor or a place. */
  readonly backing = (card: Id): Backing | undefined => this.#backing.get(card);
  readonly point = (step: Id): CurvePoint | undefined => this.#points.get(step);
  readonly driver = (touchpoint: string): Driver | undefined => this.#drivers.get(touchpoint);
  readonly diagnostics = (id: Id): readonly Diagnostic[] => this.#diagnostics.get(id) ?? NO_DIAGNOSTICS;
  readonly comments = (id: Id): number => this.#known.comments.get(id) ?? 0;
  readonly marks = (id: Id): readonly CardMark[] => this.#known.marks.get(id) ?? NO_MARKS;

  readonly measure = (touchpoint: string, measure: string): Estimate | undefined =>
    this.#measures.get(touchpoint)?.get(measure);

  /** What the event log says of a step, by the id of a row of measures. */
  readonly walked = (step: Id, measure: string): Estimate | undefined => this.#walked.get(step)?.get(measure);

  /** The largest share of loyalty that hangs on one touchpoint: what fills a bar of importance. */
  get mostImportant(): number {
    return Math.max(1, ...[...this.#drivers.values()].map((one) => one.share.value ?? 0));
  }

  /** The share that each touchpoint would have if all weighed the same. */
  get fairShare(): number {
    return this.#drivers.size > 0 ? 100 / this.#drivers.size : 100;
  }

  /** What stands out at a step, an actor or a place. */
  readonly signs = (step: Id): Signs => {
    if (this.#stale) this.#read();
    return this.#signs.get(step) ?? QUIET;
  };

  /** The moment of truth that a card speaks of: one at its step, at the touchpoint that it names. */
  readonly truth = (parent: Id, touchpoint: Id | undefined): Truth | undefined =>
    touchpoint ? this.signs(parent).moments.find((one) => one.touchpoint === touchpoint) : undefined;

  readonly moments = (step: Id): readonly Truth[] => this.signs(step).moments ?? NO_TRUTHS;

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #read(): void {
    const found = new Map<Id, { hotspots: Finding[]; brightSpots: Finding[]; moments: Truth[] }>();
    const at = (step: Id) => {
      const signs = found.get(step) ?? { hotspots: [], brightSpots: [], moments: [] };
      found.set(step, signs);
      return signs;
    };
    for (const id of this.store.ids("moment")) {
      const one = this.store.get<"moment">(id);
      if (one) at(one.parent).moments.push({ id, touchpoint: one.touchpoint ?? "", reason: one.reason, proposed: one.by === "evidence" });
    }
    for (const finding of this.reading?.findings ?? []) {
      for (const step of this.#places(finding.where)) {
        if (finding.kind === "hotspot") at(step).hotspots.push(finding);
        else if (finding.kind === "bright-spot") at(step).brightSpots.push(finding);
        else propose(at(step).moments, finding, step);
      }
    }
    this.#signs = kept<Signs>(this.#signs, found);
    this.#stale = false;
  }

  /** What a finding is about: a step, actor or place itself; those its touchpoint counts for, else is met at. */
  #places(where: Id): readonly Id[] {
    if (STANDS.has(this.store.get(where)?.type ?? "")) return [where];
    const key = where.slice(where.indexOf(":") + 1);
    const placed = this.store.ids("place").filter((id) => this.store.get<"place">(id)?.touchpoint === `touchpoint:${key}`);
    if (placed.length > 0) return placed;
    const counts = [...this.#points.values()].filter((one) => one.touchpoints.includes(key)).map((one) => one.step);
    if (counts.length > 0) return counts;
    return this.store.ids("encounter").flatMap((id) => {
      const one = this.store.get<"encounter">(id);
      return one?.touchpoint === where ? [one.parent] : [];
    });
  }
}

function propose(moments: Truth[], finding: Finding, step: Id): void {
  const touchpoint = finding.where === step ? "" : finding.where;
  if (moments.some((one) => one.touchpoint === touchpoint)) return;
  moments.push({ id: "", touchpoint, reason: finding.reasons.join(" ") || finding.says, proposed: true });
}

/** `now`, with every value that says the same as before replaced by the one from before. */
function kept<T>(before: ReadonlyMap<Id, T>, now: ReadonlyMap<Id, T>): Map<Id, T> {
  const result = new Map(now);
  for (const [id, old] of before) {
    const found = now.get(id);
    if (found !== undefined && found !== old && JSON.stringify(found) === JSON.stringify(old)) result.set(id, old);
  }
  return result;
}
