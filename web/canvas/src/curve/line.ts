/**
 * Lines led between points: heights with slopes that never overshoot, as SVG paths with gaps where points are missing.
 * What lives here: geometry. Not here: what a point stands for, labels (labels.ts), drawing.
 */

/** Heights at equally wide columns; null is a gap, which stays one. */
export interface Line {
  readonly ys: readonly (number | null)[];
  readonly slopes: readonly number[];
  readonly width: number;
}

/** A line through heights at columns `width` wide, with Fritsch–Carlson's slopes (zero at extremes). */
export function through(ys: readonly (number | null)[], width: number): Line {
  const slopes = ys.map((y, at) => {
    const before = ys[at - 1] ?? null;
    const after = ys[at + 1] ?? null;
    if (y === null || before === null || after === null || (y - before) * (after - y) <= 0) return 0;
    return (2 * (y - before) * (after - y)) / (after - before);
  });
  return { ys, slopes, width };
}

/** The stretches of a line without gaps, as first and last column; a single point is a stretch too. */
export function stretches(line: Line): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  line.ys.forEach((y, at) => {
    if (y === null) return;
    const last = found.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else found.push([at, at]);
  });
  return found;
}

/** The path of the whole line; a stretch of one point draws nothing. */
export function path(line: Line): string {
  return stretches(line)
    .filter(([first, last]) => last > first)
    .map(([first, last]) => `M${start(line, first)}${run(line, first, last)}`)
    .join("");
}

/** The area between two lines with the same gaps. */
export function area(high: Line, low: Line): string {
  return stretches(high)
    .filter(([first, last]) => last > first)
    .map(([first, last]) => `M${start(high, first)}${run(high, first, last)}L${start(low, last)}${run(low, last, first)}Z`)
    .join("");
}

/** The height of a line at `x`, or null in a gap. */
export function heightAt(line: Line, x: number): number | null {
  const place = x / line.width - 0.5;
  const at = Math.floor(place);
  const t = place - at;
  const y = line.ys[at] ?? null;
  const next = line.ys[at + 1] ?? null;
  if (t === 0) return y;
  if (y === null || next === null) return null;
  const s = line.slopes[at] ?? 0;
  const s2 = line.slopes[at + 1] ?? 0;
  const u = 1 - t;
  return y * (1 + 2 * t) * u * u + s * t * u * u + next * t * t * (3 - 2 * t) - s2 * t * t * u;
}

/** The middle of a column. */
export function middle(line: Line, at: number): number {
  return line.width * (at + 0.5);
}

function start(line: Line, at: number): string {
  return `${round(middle(line, at))} ${round(line.ys[at] ?? 0)}`;
}

function run(line: Line, first: number, last: number): string {
  const way = last > first ? 1 : -1;
  const third = (way * line.width) / 3;
  let drawn = "";
  for (let at = first; at !== last; at += way) {
    const next = at + way;
    const ends = [
      middle(line, at) + third,
      (line.ys[at] ?? 0) + (way * (line.slopes[at] ?? 0)) / 3,
      middle(line, next) - third,
      (line.ys[next] ?? 0) - (way * (line.slopes[next] ?? 0)) / 3,
      middle(line, next),
      line.ys[next] ?? 0,
    ];
    drawn += `C${ends.map(round).join(" ")}`;
  }
  return drawn;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
