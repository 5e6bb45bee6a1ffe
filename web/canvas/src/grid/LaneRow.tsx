/** One row of the map: the head of a lane and the cells of the columns in view. Not here: what stands in a cell. */
import { later } from "@outsidein/kit";
import { memo, Suspense, useEffect, useRef, type ReactNode } from "react";
import { CurveRow } from "../curve/CurveRow";
import { useSpeech } from "../words";
import { CellsOfLane } from "./CellsOfLane";
import { stepsOf, type DrawnColumn, type DrawnStage } from "./columns";
import { EncounterCell } from "./EncounterCell";
import { FigureRow } from "./FigureRow";
import { LaneHead } from "./LaneHead";
import type { DrawnRow } from "./rows";
import { SquareCell } from "./SquareCell";

// Loaded for journeys of several roles.
const RoleCurve = later(async () => (await import("../role/RoleCurve")).RoleCurve);

interface Props {
  readonly row: DrawnRow;
  readonly index: number;
  readonly columns: readonly DrawnColumn[];
  readonly stages: readonly DrawnStage[];
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly zoom: number;
  readonly minHeight: number;
  /** Measures the row while a large map is drawn in parts. */
  readonly watch: ((element: HTMLElement, key: string) => () => void) | null;
}

export const LaneRow = memo(function LaneRow(props: Props) {
  const { row, index, minHeight, watch } = props;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (watch && element.current) return watch(element.current, row.key);
    return undefined;
  }, [watch, row.key]);
  return (
    <div ref={element} className={`oi-map-row oi-map-lane-row is-${row.is === "role" ? "curve" : row.is}${row.is === "cards" && row.empty ? " is-empty" : ""}`} role="row" data-key={row.key} data-line={row.is === "visibility" || undefined} aria-rowindex={index + 3} style={minHeight > 0 ? { minHeight } : undefined}>
      <Content {...props} />
    </div>
  );
});

function Content({ row, columns, stages, first, last, width, zoom }: Props): ReactNode {
  const { t } = useSpeech();
  switch (row.is) {
    case "visibility":
      return (
        <div className={row.solid ? "oi-map-visibility is-solid" : "oi-map-visibility"} role="rowheader" aria-colindex={1} aria-colspan={columns.length + 1}>
          <span>{row.name || t("canvas.visibility")}</span>
        </div>
      );
    case "curve":
      return <CurveRow lane={row.lane} columns={columns} first={first} last={last} width={width} zoom={zoom} />;
    case "role":
      return (
        <Suspense fallback={<LaneHead lane={row.lane} />}>
          <RoleCurve lane={row.lane} columns={columns} first={first} last={last} width={width} zoom={zoom} />
        </Suspense>
      );
    case "figures":
      return <FigureRow row={row} columns={columns} first={first} last={last} />;
    case "touchpoints":
      return (
        <>
          <LaneHead lane={row.lane} />
          {columns.slice(first, last + 1).map((column) =>
            column.step ? (
              <EncounterCell key={column.step} step={column.step} lane={row.lane} at={column.at} opensStage={column.opensStage} />
            ) : (
              <div key={column.stage} className="oi-map-cell opens-stage" role="gridcell" aria-colindex={column.at + 2} style={{ gridColumn: column.at + 2 }} />
            ),
          )}
        </>
      );
    case "quad":
      return (
        <>
          <LaneHead lane={row.head} title={row.quad.title} hint={row.quad.hint} icon={row.quad.icon} plain />
          {stages
            .filter((stage) => stage.last >= first && stage.first <= last)
            .map((stage) => (
              <SquareCell key={stage.id} stage={stage.id} steps={stepsOf(columns, stage)} lanes={row.lanes} first={stage.first} last={stage.last} />
            ))}
        </>
      );
    case "cards":
      return (
        <>
          <LaneHead lane={row.lane} />
          <CellsOfLane lane={row.lane} columns={columns} stages={stages} first={first} last={last} />
        </>
      );
  }
}
