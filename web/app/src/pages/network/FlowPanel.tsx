/**
 * What is to be said of a flow: what it is, between whom, and the journey map that looks into this relationship. What lives
 * here: the panel, and beginning that map. Not here: the map itself, what an edit does (the editor).
 */
import type { ReactNode } from "react";
import { editFlow } from "@outsidein/editor";
import { Button, ButtonLink, Pill, Select, useT } from "@outsidein/kit";
import type { FlowKind } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useParams } from "wouter";
import { useInvestigate } from "../../data/kin";
import { useMaps } from "../../data/questions";
import { usePlace } from "../../session/place";
import { useTopic } from "../map/useLiveMap";
import { Remarks, Standing, type NetworkPanelProps } from "./ActorPanel";
import { Written } from "./Written";
import "./network.css";
import "./words";

export function FlowPanel({ store, kind, reading, remarks, id, onGo }: NetworkPanelProps): ReactNode {
  const t = useT();
  const flow = useTopic(store, `record:${id}`, () => store.get<"flow">(id));
  const names = useTopic(store, "any", () => [flow?.parent, flow?.to].map((end) => store.get<"actor">(end ?? "")?.name ?? "").join("\n"));
  const status = useTopic(store, "status", () => store.status);
  if (flow?.type !== "flow") return null;
  const [from = "", to = ""] = names.split("\n");
  const canEdit = status.canEdit && !status.locked;
  const what = flow.label ?? t(`relations.flow.${flow.kind ?? "service"}`);
  return (
    <>
      <Pill>{t("relations.flow")}</Pill>
      <h2 dir="auto">{what}</h2>
      <p className="oi-inspector__path">{t("relations.between", { from, to })}</p>
      <Standing reading={reading} id={id} />
      <div className="oi-relations">
        <Written label={t("relations.says")} value={flow.label ?? ""} canEdit={canEdit} onWrite={(label) => editFlow(store, id, { label })} />
        <Select label={t("relations.value")} disabled={!canEdit} value={flow.kind ?? "service"} choices={kind.flows.map((one) => ({ id: one, label: t(`relations.flow.${one}`) }))} onChange={(chosen) => editFlow(store, id, { kind: chosen as FlowKind })} />
        <div className="oi-relations__ends">
          <Button size="s" look="ghost" onPress={() => onGo(flow.parent)}>{t("relations.show", { name: from })}</Button>
          <Button size="s" look="ghost" onPress={() => onGo(flow.to)}>{t("relations.show", { name: to })}</Button>
        </div>
      </div>
      <section aria-label={t("relations.journey")}>
        <h3>{t("relations.journey")}</h3>
        <Investigated flow={id} opens={flow.opens ?? ""} canEdit={canEdit} from={from} onLeave={() => editFlow(store, id, { opens: "" })} />
      </section>
      <Remarks remarks={remarks} id={id} />
    </>
  );
}

interface InvestigatedProps {
  readonly flow: Id;
  readonly opens: string;
  readonly canEdit: boolean;
  readonly from: string;
  readonly onLeave: () => void;
}

/** The journey map that a relationship opens into: a link to it, or the way to begin it. */
function Investigated({ flow, opens, canEdit, from, onLeave }: InvestigatedProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const { map = "" } = useParams<{ map: string }>();
  const maps = useMaps(place.id);
  const begin = useInvestigate(place.id, map);
  const known = maps.data?.find((one) => one.key === opens);
  if (opens) {
    return (
      <p className="oi-relations__ends">
        {known && <ButtonLink size="s" icon="map" href={place.href(`/maps/${known.id}`)}>{t("relations.journey.open", { title: known.title })}</ButtonLink>}
        {canEdit && <Button size="s" look="ghost" onPress={onLeave}>{t("relations.journey.leave")}</Button>}
      </p>
    );
  }
  if (!canEdit) return <p className="oi-faint">{t("relations.nothing")}</p>;
  return (
    <>
      <p className="oi-soft">{t("relations.journey.says", { from })}</p>
      <Button size="s" icon="map" pending={begin.isPending} onPress={() => begin.mutate(flow)}>{t("relations.journey.begin")}</Button>
    </>
  );
}
