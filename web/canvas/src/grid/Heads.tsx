/** The sticky head of the map: stages over arrows over steps. What lives here: their rows. Not here: one head each. */
import { later } from "@outsidein/kit";
import { memo, Suspense } from "react";
import { useSession } from "../session/Session";
import { useCanEdit, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import { AddColumn } from "./AddColumn";
import { type DrawnColumn, type DrawnStage } from "./columns";
import { Corner } from "./Corner";
import { StageHead } from "./StageHead";
import { StepHead } from "./StepHead";
import "./heads.css";

const ArrowBand = later(async () => (await import("../arrow/ArrowBand")).ArrowBand);

interface Props {
  readonly stages: readonly DrawnStage[];
  readonly columns: readonly DrawnColumn[];
  readonly first: number;
  readonly last: number;
}

export const Heads = memo(function Heads({ stages, columns, first, last }: Props) {
  const { t, spine } = useSpeech();
  const canEdit = useCanEdit();
  const { store } = useSession();
  const branches = useTopics(["type:arrow", "any"], () => store.ids("arrow").some((id) => store.get<"step">(store.get<"arrow">(id)?.parent ?? "")?.type === "step"));
  const inView = stages.filter((stage) => stage.last >= first && stage.first <= last);
  return (
    <div className="oi-map-heads" role="rowgroup">
      <div className="oi-map-row oi-map-stages" role="row" aria-rowindex={1} aria-label={spine.Stages}>
        <Corner />
        {inView.map((stage) => (
          <StageHead key={stage.id} id={stage.id} at={stage.at} of={stages.length} first={stage.first} last={stage.last} />
        ))}
        {canEdit && <AddColumn columns={columns.length} />}
      </div>
      {branches && (
        <Suspense>
          <ArrowBand columns={columns} />
        </Suspense>
      )}
      <div className="oi-map-row oi-map-steps" role="row" aria-rowindex={2} aria-label={spine.Steps}>
        <div className="oi-map-corner oi-map-corner-steps" role="columnheader" aria-colindex={1}>
          <span className="oi-unseen">{t("canvas.lanes")}</span>
        </div>
        {columns.slice(first, last + 1).map((column) => (
          <StepHead key={column.step || column.stage} stage={column.stage} step={column.step} at={column.at} number={column.number} opensStage={column.opensStage} />
        ))}
      </div>
    </div>
  );
});
