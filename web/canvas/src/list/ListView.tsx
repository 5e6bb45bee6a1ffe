/**
 * The whole map as a text with headings and lists: for screen readers, narrow screens and reading in order.
 * What lives here: the order. Not here: a stage (ListStage), a step (ListStep).
 */
import { useMemo } from "react";
import { CurveNumbers } from "../curve/CurveNumbers";
import { MiniCurve } from "../curve/MiniCurve";
import { useCurve } from "../curve/useCurve";
import { useCurveSummary } from "../curve/useCurveSummary";
import { useKnown } from "../facts/watch";
import { columnsOf, stagesOf } from "../grid/columns";
import { useSession } from "../session/Session";
import { useGrid, useLanes, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { ListStage } from "./ListStage";
import "./list.css";
import "../ask/commandWords";

export function ListView() {
  const { t, format } = useSpeech();
  const { store } = useSession();
  const grid = useGrid();
  const lanes = useLanes();
  const journey = useRecord<"journey">(store.journey);
  const { reading, names } = useKnown();
  const columns = useMemo(() => columnsOf(grid.columns), [grid]);
  const stages = useMemo(() => stagesOf(grid.columns), [grid]);
  const lane = lanes.find((one) => one.role === "curve")?.key ?? "";
  const curve = useCurve(columns, lane);
  const summary = useCurveSummary(curve);
  return (
    <div className="oi-map-list" tabIndex={0} role="region" aria-label={t("commands.list", { title: journey?.title ?? "" })}>
      <div className="oi-map-list-head">
        <h2>{journey?.title}</h2>
        {journey?.subtitle && <p className="oi-soft">{journey.subtitle}</p>}
        {reading?.headline && <p className="oi-map-list-lead">{reading.headline}</p>}
        <ul className="oi-map-list-overall">
          {(reading?.overall ?? []).map(([measure, estimate]) => {
            const text = format.estimate(estimate);
            return (
              <li key={measure}>
                <span>{names.get(measure)?.name ?? measure}</span> <b>{text.value}</b> <span className="oi-faint">{t("canvas.curve.cell", { interval: text.interval, n: text.n })}</span>
              </li>
            );
          })}
        </ul>
      </div>
      {curve.columns.some((one) => one.level || one.drawn !== null) && (
        <section>
          <h3>{lanes.find((one) => one.role === "curve")?.title}</h3>
          <MiniCurve curve={curve} upTo={curve.columns.length} />
          <p className="oi-soft">{summary}</p>
          <details>
            <summary>{t("canvas.curve.table")}</summary>
            <CurveNumbers curve={curve} />
          </details>
        </section>
      )}
      {stages.map((stage) => (
        <ListStage key={stage.id} stage={stage} of={stages.length} columns={columns} lanes={lanes} curve={curve} />
      ))}
    </div>
  );
}
