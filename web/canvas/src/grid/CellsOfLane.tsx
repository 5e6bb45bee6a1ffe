/** The cells of a lane of cards, under steps or under whole stages. Not here: one cell. */
import type { MapLane } from "@outsidein/editor";
import { Cell } from "./Cell";
import { stepsOf, type DrawnColumn, type DrawnStage } from "./columns";

interface Props {
  readonly lane: MapLane;
  readonly columns: readonly DrawnColumn[];
  readonly stages: readonly DrawnStage[];
  readonly first: number;
  readonly last: number;
}

/** A card at the other level stands where it belongs best: one of a step under its stage, one of a stage at its first step. */
export function CellsOfLane({ lane, columns, stages, first, last }: Props) {
  if (lane.level === "stage") {
    return stages
      .filter((stage) => stage.last >= first && stage.first <= last)
      .map((stage) => (
        <Cell key={stage.id} parent={stage.id} guests={stepsOf(columns, stage)} lane={lane} first={stage.first} last={stage.last} opensStage />
      ));
  }
  return columns
    .slice(first, last + 1)
    .map((column) => (
      <Cell key={column.step || column.stage} parent={column.step || column.stage} guests={column.step && column.opensStage ? column.stage : ""} lane={lane} first={column.at} last={column.at} opensStage={column.opensStage} />
    ));
}
