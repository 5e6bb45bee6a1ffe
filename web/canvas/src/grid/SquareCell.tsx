/** Four small lists of a stage (strengths, weaknesses …) as one square. Not here: which lanes form it (rows). */
import type { MapLane } from "@outsidein/editor";
import { memo } from "react";
import { useCell } from "../session/together";
import { CellContent } from "./CellContent";

interface Props {
  readonly stage: string;
  readonly steps: string;
  readonly lanes: readonly MapLane[];
  readonly first: number;
  readonly last: number;
}

export const SquareCell = memo(function SquareCell({ stage, steps, lanes, first, last }: Props) {
  return (
    <div className="oi-map-cell oi-map-square-cell opens-stage" role="gridcell" aria-colindex={first + 2} aria-colspan={last - first + 1} style={{ gridColumn: `${first + 2} / ${last + 3}` }}>
      <div className="oi-map-square">
        {lanes.map((lane) => (
          <Quarter key={lane.key} stage={stage} steps={steps} lane={lane} />
        ))}
      </div>
    </div>
  );
});

function Quarter({ stage, steps, lane }: { readonly stage: string; readonly steps: string; readonly lane: MapLane }) {
  const cell = useCell(stage, steps, lane.key);
  return (
    <div
      className={`oi-map-quarter ${lane.tone} ${cell.mark}`}
      role="group"
      aria-label={lane.title}
      tabIndex={cell.mark.includes("focused") ? 0 : -1}
      data-at={`${stage}|${lane.key}|`}
      data-parent={stage}
      data-lane={lane.key}
    >
      <span className="oi-map-quarter-name">{lane.title}</span>
      <CellContent cell={cell} parent={stage} lane={lane} />
    </div>
  );
}
