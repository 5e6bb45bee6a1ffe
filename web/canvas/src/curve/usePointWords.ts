/** A point of the curve in words: one sentence for screen readers, lines for the readout. Not here: the drawing. */
import { useSpeech } from "../words";
import type { Curve, CurveColumn } from "./useCurve";

export interface PointWords {
  readonly label: string;
  readonly lines: readonly string[];
}

export function usePointWords(column: CurveColumn, curve: Curve, decimals: number): PointWords {
  const { t, format } = useSpeech();
  const lines: string[] = [];
  const level = column.level;
  if (level) {
    const text = format.estimate(level, { decimals });
    lines.push(t("canvas.curve.measured", { value: text.value, interval: text.interval, n: text.n }));
    if (level.small) lines.push(t("canvas.small"));
  }
  column.others.forEach((estimate, at) => {
    if (!estimate || estimate.value === null) return;
    const text = format.estimate(estimate, { decimals });
    lines.push(t("canvas.curve.point", { step: curve.series[at] ?? "", value: text.value, interval: text.interval, n: text.n }));
  });
  if (column.target !== null) lines.push(t("canvas.curve.target", { level: format.number(column.target, { decimals: 1 }) }));
  if (column.drawn !== null) lines.push(t("canvas.curve.drawn", { level: format.number(column.drawn, { decimals: 1 }) }));
  if (column.moment) lines.push(t("canvas.moment"));
  if (column.tone === "bad") lines.push(t("canvas.hotspot"));
  if (column.tone === "good") lines.push(t("canvas.brightspot"));
  return { label: [column.name, ...lines].join(". "), lines };
}
