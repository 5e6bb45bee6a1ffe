/**
 * A curve in pixels: lines, bands, points and where each number stands. What lives here: the arrangement.
 * Not here: what the numbers say (useCurve), elements (CurveRow).
 */
import type { Formats } from "@outsidein/kit";
import { alike } from "@outsidein/kit";
import type { Curve } from "./useCurve";
import { place, type Box, type Wish } from "./labels";
import { area, path, through, type Line } from "./line";
import type { Scale } from "./scale";

export interface Drawing {
  readonly band: string;
  readonly level: string;
  readonly target: string;
  /** Through the drawn levels, where nothing is measured at all: beside measured ones it would only confuse. */
  readonly drawn: string;
  /** One for each series that is compared. */
  readonly others: readonly string[];
  readonly bands: readonly string[];
  /** Where the number of a column stands; keys are the column, or `column/series`. */
  readonly labels: ReadonlyMap<string, Box>;
  readonly decimals: number;
}

const LETTER = 6.4;

export function draw(curve: Curve, scale: Scale, width: number, size: number, format: Formats): Drawing {
  const heights = (values: readonly (number | null | undefined)[]) =>
    through(values.map((value) => (value === null || value === undefined ? null : scale.y(value))), width);
  const level = heights(curve.columns.map((one) => one.level?.value));
  const low = heights(curve.columns.map((one) => one.level?.low));
  const high = heights(curve.columns.map((one) => one.level?.high));
  const target = heights(curve.columns.map((one) => one.target));
  const others = curve.series.map((_, at) => heights(curve.columns.map((one) => one.others[at]?.value)));
  const bands = curve.series.map((_, at) =>
    area(heights(curve.columns.map((one) => one.others[at]?.high)), heights(curve.columns.map((one) => one.others[at]?.low))),
  );
  const decimals = alike(curve.columns.map((one) => one.level));
  const marks: Box[] = [];
  const wishes: Wish[] = [];
  const wish = (key: string, at: number, line: Line, ends: readonly [number | null | undefined, number | null | undefined], text: string, needed: boolean) => {
    const y = line.ys[at] ?? null;
    if (y === null) return;
    const x = (at + 0.5) * width;
    const top = Math.min(y - size * 0.5, ends[1] === null || ends[1] === undefined ? y : scale.y(ends[1]));
    const bottom = Math.max(y + size * 0.5, ends[0] === null || ends[0] === undefined ? y : scale.y(ends[0]));
    marks.push({ left: x - size * 0.55, top: y - size * 0.55, right: x + size * 0.55, bottom: y + size * 0.55 });
    wishes.push({ key, x, top, bottom, width: Math.max(text.length * LETTER * (size / 13), size * 2), height: needed ? size * 2.1 : size * 1.2, needed });
  };
  curve.columns.forEach((column, at) => {
    const x = (at + 0.5) * width;
    if (column.drawn !== null) {
      const y = scale.y(column.drawn);
      marks.push({ left: x + size * 0.5, top: y - size * 0.5, right: x + size * 1.6, bottom: y + size * 0.5 });
    }
    if (column.level) {
      const n = `n = ${format.number(column.level.n)}`;
      wish(`${at}`, at, level, [column.level.low, column.level.high], n, true);
    }
    column.others.forEach((estimate, series) => {
      const line = others[series];
      const main = level.ys[at] ?? null;
      const y = line?.ys[at] ?? null;
      // What lies on the main line is told by the readout and the table; its number here would only repeat.
      const apart = main === null || (y !== null && Math.abs(y - main) > size * 0.8);
      if (estimate && line && apart) wish(`${at}/${series}`, at, line, [estimate.low, estimate.high], format.number(estimate.value, { decimals }), false);
    });
  });
  const frame: Box = { left: 0, top: 1, right: width * curve.columns.length, bottom: scale.height - 1 };
  return {
    band: area(high, low),
    level: path(level),
    target: path(target),
    drawn: curve.columns.some((one) => one.level) ? "" : path(heights(curve.columns.map((one) => one.drawn))),
    others: others.map(path),
    bands,
    labels: place(wishes, frame, marks, [level, target, ...others]),
    decimals,
  };
}
