/** A row of numbers of the evidence under the steps. What lives here: head and cells. Not here: the numbers (useFigures). */
import { useSpeech } from "../words";
import type { DrawnColumn } from "./columns";
import { FigureCell } from "./FigureCell";
import { LaneHead } from "./LaneHead";
import type { FigureRow as Row } from "./rows";
import { useFigures } from "./useFigures";

interface Props {
  readonly row: Row;
  readonly columns: readonly DrawnColumn[];
  readonly first: number;
  readonly last: number;
}

export function FigureRow({ row, columns, first, last }: Props) {
  const { t } = useSpeech();
  const figures = useFigures(columns, row.measure);
  const { lane, measure } = row;
  return (
    <>
      <LaneHead lane={lane} title={measure?.label ?? t("canvas.importance")} hint={measure?.name ?? t("canvas.importance.hint")} icon={measure ? undefined : "target"} plain={!row.first} />
      {columns.slice(first, last + 1).map((column) => {
        const stands = row.first && (lane.level === "step" || column.opensStage);
        const parent = lane.level === "stage" ? column.stage : column.step;
        return (
          <FigureCell key={column.step || column.stage} parent={stands ? parent : ""} lane={lane.key} step={column.step} at={column.at} opensStage={column.opensStage} figures={figures.at[column.at] ?? []} decimals={figures.decimals} />
        );
      })}
    </>
  );
}
