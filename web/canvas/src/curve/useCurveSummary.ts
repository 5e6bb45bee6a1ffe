/** The curve as a few sentences, for those who do not see it. Not here: its table (CurveTable). */
import { useMemo } from "react";
import { useSpeech } from "../words";
import type { Curve } from "./useCurve";

export function useCurveSummary(curve: Curve): string {
  const { t, format } = useSpeech();
  return useMemo(() => {
    const known = curve.columns.flatMap((one) => (one.level && one.level.value !== null ? [{ name: one.name, value: one.level.value }] : []));
    if (known.length === 0) return t("canvas.curve.none");
    const ranked = [...known].sort((one, other) => one.value - other.value);
    const some = Math.min(3, Math.max(1, Math.floor(ranked.length / 3)));
    const said = (ones: typeof ranked) => format.list(ones.map((one) => `${one.name} ${format.number(one.value, { decimals: 1 })}`));
    const gaps = curve.columns.filter((one) => one.step && !one.level).map((one) => one.name);
    return [
      t("canvas.curve.summary", { n: known.length, all: curve.columns.filter((one) => one.step).length }),
      ranked.length > 1
        ? t("canvas.curve.extremes", { lowest: said(ranked.slice(0, some)), highest: said(ranked.slice(-some).reverse()) })
        : t("canvas.curve.only", { step: said(ranked) }),
      gaps.length > 0 ? t("canvas.curve.gaps", { steps: format.list(gaps) }) : "",
    ].join(" ");
  }, [curve, t, format]);
}
