/** One step for a room full of people: its name, its level, its cards, what customers said, the curve so far. */
import { alike } from "@outsidein/kit";
import { useMemo } from "react";
import { EvidenceSign } from "../card/EvidenceSign";
import { MiniCurve } from "../curve/MiniCurve";
import { useCurve } from "../curve/useCurve";
import { useKnown, useSigns } from "../facts/watch";
import { columnsOf } from "../grid/columns";
import { ListEncounter } from "../list/ListEncounter";
import { ListLane } from "../list/ListLane";
import { useSession } from "../session/Session";
import { useChildren, useGrid, useLanes, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import "../list/list.css";

const QUOTES = 3;

export function PresentStep({ id }: { readonly id: string }) {
  const { t, format } = useSpeech();
  const grid = useGrid();
  const lanes = useLanes();
  const columns = useMemo(() => columnsOf(grid.columns).filter((column) => column.step !== ""), [grid]);
  const curve = useCurve(columns, lanes.find((lane) => lane.role === "curve")?.key ?? "");
  const step = useRecord<"step">(id);
  const stage = useRecord<"stage">(step?.parent ?? "");
  const signs = useSigns(id);
  const encounters = useChildren(id, "encounter");
  const { reading } = useKnown();
  const { kind } = useSession();
  const beat = kind.terms["beats"]?.find(([id]) => id === step?.beat)?.[1];
  const at = curve.columns.findIndex((one) => one.step === id);
  const point = curve.columns[at];
  const level = point?.level;
  const text = level ? format.estimate(level, { decimals: alike(curve.columns.map((one) => one.level)), scale: true }) : null;
  const quotes = (reading?.quotes ?? []).filter((one) => one.step === id).slice(0, QUOTES);
  return (
    <>
      <header className="oi-map-present-head">
        <p className="oi-map-present-kicker">{[stage?.name, beat].filter(Boolean).join(" · ")}</p>
        <h1>
          {step?.name} <EvidenceSign signs={signs} />
        </h1>
        <ul className="oi-map-list-pills">
          {encounters.map((id) => (
            <ListEncounter key={id} id={id} />
          ))}
        </ul>
      </header>
      <div className="oi-map-present-body">
        <div className="oi-map-present-lanes">
          {lanes
            .filter((lane) => lane.role === "cards" && lane.level === "step")
            .map((lane) => (
              <ListLane key={lane.key} parent={id} lane={lane} level={2} />
            ))}
        </div>
        <aside>
          {text && (
            <p className={`oi-map-present-level ${point?.tone ?? ""}`}>
              <b>{text.value}</b>
              <span>
                {text.unit} {t("canvas.curve.cell", { interval: text.interval, n: text.n })}
                {level?.small ? ` ${t("canvas.small")}` : ""}
              </span>
            </p>
          )}
          {!text && point?.gap && <p className="oi-soft">{point.gap}</p>}
          {signs.hotspots.slice(0, 1).map((one) => (
            <p key={one.where}>{one.says}</p>
          ))}
          {signs.moments.slice(0, 1).map((one) => (
            <p key={one.reason} className="oi-map-list-moment">
              <b>{t("canvas.moment")}</b> {one.reason}
            </p>
          ))}
          {quotes.map((one) => (
            <blockquote key={one.comment}>
              {one.text}
              <footer>{one.time ? `${one.source}, ${format.date(one.time)}` : one.source}</footer>
            </blockquote>
          ))}
        </aside>
      </div>
      {curve.columns.some((one) => one.level || one.drawn !== null) && <MiniCurve curve={curve} upTo={at} height={110} />}
    </>
  );
}
