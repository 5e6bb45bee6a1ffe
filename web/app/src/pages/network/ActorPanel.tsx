/**
 * What is to be said of an actor: its fields, what stands on its cards and what backs them, what it gives and gets. What
 * lives here: the panel. Not here: comments and history (beside it), what an edit does (the editor).
 */
import type { ReactNode } from "react";
import { addCard, editActor, editText, flowsOf, remove, ringsOf, setRing } from "@outsidein/editor";
import { Button, DiagnosticCallout, EvidenceMark, IconButton, Pill, Select, useT } from "@outsidein/kit";
import type { ActorKind, Diagnostic, Kind, KindLane, Reading } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useTopic } from "../map/useLiveMap";
import { Written } from "./Written";
import "./network.css";
import "./words";

export interface NetworkPanelProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly reading: Reading | null;
  readonly remarks: readonly Diagnostic[];
  readonly id: Id;
  readonly onGo: (id: Id) => void;
}

export function ActorPanel({ store, kind, reading, remarks, id, onGo }: NetworkPanelProps): ReactNode {
  const t = useT();
  const actor = useTopic(store, `record:${id}`, () => store.get<"actor">(id));
  const status = useTopic(store, "status", () => store.status);
  // Flows are looked up by both ends: told of anything, the panel looks again, and React keeps what is the same.
  const stamp = useTopic(store, "any", () => JSON.stringify(flowsOf(store, id)));
  if (actor?.type !== "actor") return null;
  const canEdit = status.canEdit && !status.locked;
  const rings = ringsOf(store, kind.rings.length);
  const flows = JSON.parse(stamp) as ReturnType<typeof flowsOf>;
  const personas = store.ids("persona").map((one) => ({ id: one, label: store.get<"persona">(one)?.name ?? one }));
  return (
    <>
      <Pill>{t("relations.actor")}</Pill>
      <h2 dir="auto">{actor.name}</h2>
      <div className="oi-relations">
        <Written label={t("relations.name")} value={actor.name} canEdit={canEdit} onWrite={(name) => editActor(store, id, { name })} />
        <Select label={t("relations.kind")} disabled={!canEdit} value={actor.kind ?? "organisation"} choices={kind.actors.map((one) => ({ id: one, label: t(`relations.actor.${one}`) }))} onChange={(chosen) => editActor(store, id, { kind: chosen as ActorKind })} />
        <Select label={t("relations.ring")} disabled={!canEdit} value={`${actor.ring ?? 1}`} choices={Array.from({ length: rings }, (_, at) => ({ id: `${at}`, label: kind.rings[at] ?? t("relations.ring.n", { n: at }) }))} onChange={(at) => setRing(store, [id], Number(at), rings)} />
        {personas.length > 0 && <Select label={t("relations.persona")} disabled={!canEdit} value={actor.persona ?? "none"} choices={[{ id: "none", label: t("relations.persona.none") }, ...personas]} onChange={(one) => editActor(store, id, { persona: one === "none" ? "" : one })} />}
        <Written label={t("relations.about")} value={actor.about ?? ""} canEdit={canEdit} long onWrite={(about) => editActor(store, id, { about })} />
      </div>
      {kind.lanes.map((lane) => (
        <Cards key={lane.key} {...{ store, reading, lane, canEdit }} actor={id} />
      ))}
      {(["gives", "gets"] as const).map((way) => (
        <section key={way} aria-label={t(`relations.${way}`)}>
          <h3>{t(`relations.${way}`)}</h3>
          {flows[way].length === 0 && <p className="oi-faint">{t("relations.nothing")}</p>}
          <ul className="oi-relations__flows">
            {flows[way].map((one) => (
              <li key={one.id}>
                <Button look="ghost" size="s" onPress={() => onGo(one.id)}>
                  {one.label ?? t(`relations.flow.${one.kind ?? "service"}`)}{" "}
                  {way === "gives" ? t("relations.to", { name: store.get<"actor">(one.to)?.name ?? "" }) : t("relations.from", { name: store.get<"actor">(one.parent)?.name ?? "" })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Remarks remarks={remarks} id={id} />
    </>
  );
}

/** What the linter says of one record. */
export function Remarks({ remarks, id }: { readonly remarks: readonly Diagnostic[]; readonly id: Id }): ReactNode {
  const t = useT();
  const own = remarks.filter((one) => one.where.record === id);
  if (own.length === 0) return null;
  return (
    <section aria-label={t("relations.remarks")}>
      <h3>{t("relations.remarks")}</h3>
      {own.map((one) => (
        <DiagnosticCallout key={`${one.code} ${one.says}`} diagnostic={one} />
      ))}
    </section>
  );
}

interface CardsProps {
  readonly store: MapStore;
  readonly reading: Reading | null;
  readonly lane: KindLane;
  readonly actor: Id;
  readonly canEdit: boolean;
}

/** The cards of one lane that stand at an actor or a place. */
export function Cards({ store, reading, lane, actor, canEdit }: CardsProps): ReactNode {
  const t = useT();
  const ids = useTopic(store, `cell:${actor}|${lane.key}`, () => store.cell(actor, lane.key).join(" "));
  const texts = useTopic(store, "any", () => (ids === "" ? "[]" : JSON.stringify(ids.split(" ").map((id) => store.get<"card">(id)?.text ?? ""))));
  const cards = ids === "" ? [] : ids.split(" ");
  const said = JSON.parse(texts) as readonly string[];
  if (cards.length === 0 && !canEdit) return null;
  return (
    <section aria-label={lane.title}>
      <h3>{lane.title}</h3>
      {cards.map((id, at) => {
        const backing = reading?.backing.find((one) => one.card === id);
        const text = said[at] ?? "";
        return (
          <div key={id} className="oi-relations__card">
            <Written label={t("relations.card.text", { lane: lane.title, n: at + 1 })} labelHidden value={text} canEdit={canEdit} onWrite={(next) => editText(store, id, next)} />
            {backing && <EvidenceMark strength={backing.strength} stale={backing.stale} />}
            {canEdit && <IconButton size="s" icon="trash" label={t("relations.card.remove", { text })} onPress={() => remove(store, [id])} />}
          </div>
        );
      })}
      {canEdit && (
        <Button look="ghost" size="s" icon="plus" onPress={() => void addCard(store, { parent: actor, lane: lane.key })}>
          {t("relations.card.add", { lane: lane.title })}
        </Button>
      )}
    </section>
  );
}

