/** The touchpoints met at a step, as pills. Not here: the touchpoints' own page, choosing one (ask/). */
import type { MapLane } from "@outsidein/editor";
import { memo } from "react";
import { AddButton } from "../ask/AddButton";
import { Encounter } from "../card/Encounter";
import { useCanEdit, useChildren, useHovered, useMarkOfPlace } from "../session/watch";
import { useSpeech } from "../words";

interface Props {
  readonly step: string;
  readonly lane: MapLane;
  readonly at: number;
  readonly opensStage: boolean;
}

export const EncounterCell = memo(function EncounterCell({ step, lane, at, opensStage }: Props) {
  const { t } = useSpeech();
  const canEdit = useCanEdit();
  const ids = useChildren(step, "encounter");
  const mark = useMarkOfPlace({ parent: step, lane: lane.key });
  const hovered = useHovered(`${step}|${lane.key}`);
  return (
    <div
      className={`oi-map-cell oi-map-encounters ${mark}${opensStage ? " opens-stage" : ""}`}
      role="gridcell"
      aria-colindex={at + 2}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${step}|${lane.key}|`}
      data-parent={step}
      data-lane={lane.key}
      style={{ gridColumn: at + 2 }}
    >
      {ids.map((id) => (
        <Encounter key={id} id={id} lane={lane.key} />
      ))}
      {canEdit && (hovered || mark.includes("focused")) && (
        <AddButton command="touchpoint.meet" at={{ parent: step, lane: lane.key, id: "" }} label={t("canvas.add.touchpoint")} empty={ids.length === 0} shown />
      )}
    </div>
  );
});
