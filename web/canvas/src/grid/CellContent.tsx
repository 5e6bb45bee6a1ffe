/** What stands in a cell or a corner of a square: cards, what others drag over it, the “+”. Not here: one card. */
import type { MapLane } from "@outsidein/editor";
import { AddButton } from "../ask/AddButton";
import { Card } from "../card/Card";
import { GhostCard } from "../card/GhostCard";
import type { CellSeen } from "../session/together";
import { useSpeech } from "../words";

interface Props {
  readonly cell: CellSeen;
  readonly parent: string;
  readonly lane: MapLane;
}

export function CellContent({ cell, parent, lane }: Props) {
  const { t } = useSpeech();
  return (
    <>
      {cell.ids.map((id) => (
        <Card key={id} id={id} lane={lane} />
      ))}
      {cell.ghosts.map((ghost) => (
        <GhostCard key={ghost.client} ghost={ghost} look={lane.look} />
      ))}
      {cell.near && lane.role !== "measure" && (
        <AddButton command="card.add" at={{ parent, lane: lane.key, id: "" }} label={t("canvas.add.card")} empty={cell.ids.length === 0} shown />
      )}
    </>
  );
}
