/** One cell of a lane of cards. What lives here: the place. Not here: what stands in it (CellContent). */
import type { MapLane } from "@outsidein/editor";
import { memo } from "react";
import { useCell } from "../session/together";
import { CellContent } from "./CellContent";

interface Props {
  /** The record whose cell this is: a step, or a stage. */
  readonly parent: string;
  /** Parents of cards that stand here too, blank between: those of the other level of the spine. */
  readonly guests: string;
  readonly lane: MapLane;
  readonly first: number;
  readonly last: number;
  readonly opensStage: boolean;
}

export const Cell = memo(function Cell({ parent, guests, lane, first, last, opensStage }: Props) {
  const cell = useCell(parent, guests, lane.key);
  return (
    <div
      className={`oi-map-cell ${cell.mark}${opensStage ? " opens-stage" : ""}`}
      role="gridcell"
      aria-colindex={first + 2}
      aria-colspan={last > first ? last - first + 1 : undefined}
      tabIndex={cell.mark.includes("focused") ? 0 : -1}
      data-at={`${parent}|${lane.key}|`}
      data-parent={parent}
      data-lane={lane.key}
      style={{ gridColumn: last > first ? `${first + 2} / ${last + 3}` : first + 2 }}
    >
      <CellContent cell={cell} parent={parent} lane={lane} />
    </div>
  );
});
