/**
 * The curve of the home page as numbers on a small picture. What lives here: where its points, band and target lie. Not
 * here: drawing (SmallCurve.tsx).
 */
import type { CurvePoint, Reading } from "@outsidein/schema";

export interface Dot {
  readonly step: string;
  readonly name: string;
  readonly x: number;
  /** Missing where there is a gap. */
  readonly y: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly target: number | null;
  readonly value: number | null;
  /** The level that people drew, of a curve of which nothing was measured. */
  readonly drawn: { readonly level: number; readonly y: number } | null;
  readonly moment: boolean;
  readonly hotspot: boolean;
  readonly small: boolean;
}

export interface Shape {
  readonly dots: readonly Dot[];
  /** Runs of dots without a gap between them. */
  readonly runs: readonly (readonly Dot[])[];
  readonly targets: readonly (readonly Dot[])[];
  readonly drawn: readonly (readonly Dot[])[];
  readonly ticks: readonly { readonly level: number; readonly y: number }[];
}

/** Lay the curve of a reading into `width` × `height`; levels run from 1 at the bottom to 10 at the top. */
export function shapeOf(
  reading: Pick<Reading, "curve" | "findings">,
  names: Readonly<Record<string, string>>,
  { width, height }: { readonly width: number; readonly height: number },
): Shape {
  const count = Math.max(reading.curve.length, 1);
  // What is believed gives way to what was heard: it is drawn where there is nothing else.
  const believed = reading.curve.every((one) => one.level === null);
  const levels = reading.curve.flatMap((one) => [one.level?.low, one.level?.high, one.target, believed ? one.drawn : null]).filter((one): one is number => typeof one === "number");
  const low = Math.max(1, Math.floor(Math.min(...levels, 10) - 0.5));
  const high = Math.min(10, Math.ceil(Math.max(...levels, 1) + 0.5));
  const at = (level: number | null | undefined): number | null =>
    typeof level === "number" ? height - ((level - low) / Math.max(high - low, 1)) * height : null;
  // A finding speaks of a step, or of a touchpoint whose answers count at the step.
  const found = (kind: string, point: CurvePoint): boolean =>
    reading.findings.some((one) => one.kind === kind && (one.where === point.step || point.touchpoints.some((key) => one.where === `touchpoint:${key}`)));
  const dots = reading.curve.map((point, index): Dot => ({
    step: point.step,
    name: names[point.step] ?? point.step,
    x: ((index + 0.5) / count) * width,
    y: at(point.level?.value),
    low: at(point.level?.low),
    high: at(point.level?.high),
    target: at(point.target),
    value: point.level?.value ?? null,
    drawn: believed && point.drawn !== null ? { level: point.drawn, y: at(point.drawn) ?? 0 } : null,
    moment: found("moment-of-truth", point),
    hotspot: found("hotspot", point),
    small: point.level?.small ?? false,
  }));
  return {
    dots,
    runs: runsOf(dots, (one) => one.y !== null),
    targets: runsOf(dots, (one) => one.target !== null),
    drawn: runsOf(dots, (one) => one.drawn !== null),
    ticks: [low, Math.round((low + high) / 2), high].map((level) => ({ level, y: at(level) ?? 0 })),
  };
}

function runsOf(dots: readonly Dot[], there: (dot: Dot) => boolean): readonly (readonly Dot[])[] {
  const runs: Dot[][] = [];
  let open = false;
  for (const dot of dots) {
    if (!there(dot)) {
      open = false;
    } else if (open) {
      runs.at(-1)?.push(dot);
    } else {
      runs.push([dot]);
      open = true;
    }
  }
  return runs;
}

/** A calm line through points: horizontal where it meets each, so that it never overshoots what was measured. */
export function lineThrough(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      if (!before) return `M${round(x)} ${round(y)}`;
      const middle = (before[0] + x) / 2;
      return `C${round(middle)} ${round(before[1])} ${round(middle)} ${round(y)} ${round(x)} ${round(y)}`;
    })
    .join("");
}

/** The closed outline of a band between two such lines. */
export function bandBetween(upper: readonly (readonly [number, number])[], lower: readonly (readonly [number, number])[]): string {
  if (upper.length < 2) return "";
  const back = lineThrough([...lower].reverse());
  return `${lineThrough(upper)}L${back.slice(1)}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
