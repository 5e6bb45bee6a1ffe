/** A network, as a picture or as tables. What lives here: the choice between the two. Not here: either of them. */
import { EmptyState } from "@outsidein/kit";
import type { StructureViewProps } from "../structures";
import { useCanEdit } from "../session/watch";
import { useSpeech } from "../words";
import { NetworkCanvas } from "./NetworkCanvas";
import { NetworkTable } from "./NetworkTable";
import { useActorsAndFlows } from "./useNetwork";
import "./words";

export function NetworkView({ asList }: StructureViewProps) {
  const { t } = useSpeech();
  const canEdit = useCanEdit();
  const { actors } = useActorsAndFlows();
  if (asList) return <NetworkTable />;
  return (
    <>
      <NetworkCanvas />
      {actors.length === 0 && (
        <div className="oi-net-empty">
          <EmptyState drawing="network" title={t("network.empty")} says={canEdit ? t("network.empty.says") : ""} />
        </div>
      )}
    </>
  );
}
