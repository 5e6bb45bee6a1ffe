/** The table itself: a row for each step, a column for each series, target and drawn level. */
import type { Estimate } from "@outsidein/schema";
import { alike } from "@outsidein/kit";
import { useSpeech } from "../words";
import type { Curve } from "./useCurve";

export function CurveNumbers({ curve }: { readonly curve: Curve }) {
  const { t, format, spine } = useSpeech();
  const decimals = alike(curve.columns.map((one) => one.level));
  const written = (estimate: Estimate | null, gap: string) => {
    if (!estimate || estimate.value === null) return <span className="oi-map-quiet">{gap || "–"}</span>;
    const text = format.estimate(estimate, { decimals });
    return (
      <>
        <b>{text.value}</b> <span className="oi-map-quiet">{t("canvas.curve.cell", { interval: text.interval, n: text.n })}</span>
        {estimate.small && <span className="oi-map-quiet"> {t("canvas.small")}</span>}
      </>
    );
  };
  const level = (value: number | null) => (value === null ? "" : format.number(value, { decimals: 1 }));
  return (
    <div className="oi-map-table-box" tabIndex={0} role="region" aria-label={t("canvas.curve.table.title")}>
      <table className="oi-map-numbers">
        <thead>
          <tr>
            <th scope="col">{spine.Step}</th>
            <th scope="col">{curve.series.length > 0 ? t("canvas.curve.everyone") : t("canvas.curve.legend.measured")}</th>
            {curve.series.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">{t("canvas.curve.legend.target")}</th>
            <th scope="col">{t("canvas.curve.legend.drawn")}</th>
          </tr>
        </thead>
        <tbody>
          {curve.columns
            .filter((one) => one.step)
            .map((one) => (
              <tr key={one.step}>
                <th scope="row">{one.name}</th>
                <td>{written(one.level, one.gap)}</td>
                {one.others.map((estimate, at) => (
                  <td key={at}>{written(estimate, "")}</td>
                ))}
                <td>{level(one.target)}</td>
                <td>{level(one.drawn)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
