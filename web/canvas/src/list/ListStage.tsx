/** A stage of the list: its goal, what stands at the whole stage, its steps. Not here: a step (ListStep). */
import type { MapLane } from "@outsidein/editor";
import type { Curve } from "../curve/useCurve";
import { groundOf, type DrawnColumn, type DrawnStage } from "../grid/columns";
import { useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { ListLane } from "./ListLane";
import { ListStep } from "./ListStep";

interface Props {
  readonly stage: DrawnStage;
  readonly of: number;
  readonly columns: readonly DrawnColumn[];
  readonly lanes: readonly MapLane[];
  readonly curve: Curve;
}

export function ListStage({ stage, of, columns, lanes, curve }: Props) {
  const { t } = useSpeech();
  const record = useRecord<"stage">(stage.id);
  const holding = lanes.filter((lane) => lane.role === "cards" || lane.role === "quad");
  return (
    <section className="oi-map-list-stage">
      <h3 style={{ "--ground": groundOf(stage.at, of) } as React.CSSProperties}>
        {record?.name || t("canvas.unnamed")}
        {record?.goal && <small>{record.goal}</small>}
      </h3>
      <div className="oi-map-list-lanes">
        {holding.map((lane) => (
          <ListLane key={lane.key} parent={stage.id} lane={lane} level={4} />
        ))}
      </div>
      <div className="oi-map-list-steps">
        {columns
          .slice(stage.first, stage.last + 1)
          .filter((column) => column.step !== "")
          .map((column) => (
            <ListStep key={column.step} id={column.step} number={column.number} lanes={lanes} curve={curve} column={curve.columns[column.at]} />
          ))}
      </div>
    </section>
  );
}
