/**
 * The network as two tables: who takes part, what flows between them; everything that can be done on the picture can be
 * done here by keyboard. What lives here: the tables. Not here: what an edit does (the editor).
 */
import { addActor, connectActors, editActor, editFlow, setRing } from "@outsidein/editor";
import { Button, IconButton, later, Table } from "@outsidein/kit";
import type { Actor, ActorKind, Flow, FlowKind } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { Suspense, useState } from "react";
import { EvidenceSign } from "../card/EvidenceSign";
import { StandingMark } from "../card/StandingMark";
import { useSigns } from "../facts/watch";
import { useSession } from "../session/Session";
import { showRow, useFollow } from "../session/useFollow";
import { useCanEdit, useMark } from "../session/watch";
import { useSpeech } from "../words";
import { Choose, Said } from "./cells";
import { useTerms } from "./terms";
import { useNetwork } from "./useNetwork";
import "./network.css";

const ConnectTo = later(async () => (await import("./ConnectTo")).ConnectTo);

export function NetworkTable() {
  const { t } = useSpeech();
  const { store, open, editor } = useSession();
  const terms = useTerms();
  const canEdit = useCanEdit();
  const { actors, flows, rings } = useNetwork();
  useFollow(showRow);
  const [connecting, setConnecting] = useState<Id | "">("");
  const name = (id: Id): string => store.get<"actor">(id)?.name ?? "";
  const everybody = actors.map((one) => ({ id: one.id, label: one.name }));
  const add = (): void => {
    const id = addActor(store, { name: t("network.actor.new"), spot: { x: 0, y: 0.5 }, rings });
    requestAnimationFrame(() => document.querySelector<HTMLInputElement>(`[data-row="${CSS.escape(id)}"] input`)?.select());
  };
  const away = (id: Id): void => {
    editor.remove([id]);
  };
  return (
    <div className="oi-net-tables" role="region" tabIndex={0} aria-label={t("network.tables", { title: store.get<"journey">(store.journey)?.title ?? "" })}>
      <section>
        <header>
          <h2>{t("network.actors")}</h2>
          {canEdit && <Button size="s" icon="plus" onPress={add}>{t("network.add")}</Button>}
        </header>
        <Table<Actor>
          label={t("network.actors")}
          rows={actors}
          rowKey={(one) => one.id}
          empty={<p className="oi-soft">{t("network.empty")}</p>}
          columns={[
            { id: "name", title: t("network.actor.name"), cell: (one) => <Row id={one.id}><Said label={t("network.actor.name")} value={one.name} canEdit={canEdit} onSay={(text) => editActor(store, one.id, { name: text })} /></Row> },
            { id: "kind", title: t("network.kind"), cell: (one) => <Choose label={t("network.kindOf", { name: one.name })} value={one.kind ?? "organisation"} choices={terms.actors} canEdit={canEdit} onChoose={(kind) => editActor(store, one.id, { kind: kind as ActorKind })} /> },
            { id: "ring", title: t("network.ringName"), cell: (one) => <Choose label={t("network.ringOf", { name: one.name })} value={`${one.ring ?? 1}`} choices={Array.from({ length: rings }, (_, at) => ({ id: `${at}`, label: terms.ring(at) }))} canEdit={canEdit} onChoose={(at) => setRing(store, [one.id], Number(at), rings)} /> },
            { id: "about", title: t("network.about"), cell: (one) => <Said label={t("network.aboutOf", { name: one.name })} value={one.about ?? ""} canEdit={canEdit} onSay={(about) => editActor(store, one.id, { about })} /> },
            {
              id: "acts",
              title: t("network.acts"),
              titleHidden: true,
              cell: (one) => (
                <span className="oi-net-acts">
                  {canEdit && <IconButton size="s" icon="branch" label={t("network.connectFrom", { name: one.name })} onPress={() => setConnecting(one.id)} />}
                  <IconButton size="s" icon="info" label={t("network.open", { name: one.name })} onPress={() => open({ what: "actor", id: one.id })} />
                  {canEdit && <IconButton size="s" icon="trash" label={t("network.removeOf", { name: one.name })} onPress={() => away(one.id)} />}
                </span>
              ),
            },
          ]}
        />
      </section>
      <section>
        <header>
          <h2>{t("network.flows")}</h2>
          {canEdit && actors.length > 1 && (
            <Button size="s" icon="plus" onPress={() => connectActors(store, actors[0]?.id ?? "", actors[1]?.id ?? "")}>
              {t("network.flow.add")}
            </Button>
          )}
        </header>
        <Table<Flow>
          label={t("network.flows")}
          rows={flows}
          rowKey={(one) => one.id}
          empty={<p className="oi-soft">{t("network.noFlows")}</p>}
          columns={[
            { id: "from", title: t("network.from"), cell: (one) => <Row id={one.id}><Choose label={t("network.from")} value={one.parent} choices={everybody.filter(({ id }) => id !== one.to)} canEdit={canEdit} onChoose={(parent) => editFlow(store, one.id, { parent })} /></Row> },
            { id: "to", title: t("network.to"), cell: (one) => <Choose label={t("network.to")} value={one.to} choices={everybody.filter(({ id }) => id !== one.parent)} canEdit={canEdit} onChoose={(to) => editFlow(store, one.id, { to })} /> },
            { id: "what", title: t("network.what"), cell: (one) => <Said label={t("network.flow.label")} value={one.label ?? ""} canEdit={canEdit} onSay={(label) => editFlow(store, one.id, { label })} /> },
            { id: "kind", title: t("network.kind"), cell: (one) => <Choose label={t("network.flow.kind")} value={one.kind ?? "service"} choices={terms.flows} canEdit={canEdit} onChoose={(kind) => editFlow(store, one.id, { kind: kind as FlowKind })} /> },
            {
              id: "acts",
              title: t("network.acts"),
              titleHidden: true,
              cell: (one) => {
                const called = t("network.flow.between", { from: name(one.parent), to: name(one.to) });
                return (
                  <span className="oi-net-acts">
                    <IconButton size="s" icon="info" label={t("network.open", { name: called })} onPress={() => open({ what: "flow", id: one.id })} />
                    {canEdit && <IconButton size="s" icon="trash" label={t("network.removeOf", { name: called })} onPress={() => away(one.id)} />}
                  </span>
                );
              },
            },
          ]}
        />
      </section>
      {connecting && (
        <Suspense>
          <ConnectTo from={connecting} onClose={() => setConnecting("")} />
        </Suspense>
      )}
    </div>
  );
}

/** The first cell of a row: what the search found stands out. */
function Row({ id, children }: { readonly id: Id; readonly children: React.ReactNode }) {
  return (
    <span data-row={id} className={`oi-net-row ${useMark(id)}`}>
      {children}
      <StandingMark id={id} />
      <EvidenceSign signs={useSigns(id)} />
    </span>
  );
}
