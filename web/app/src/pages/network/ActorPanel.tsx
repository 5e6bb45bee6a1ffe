/**
 * What is to be said of an actor: its fields, what stands on its cards and what backs them, what it gives and gets. What
 * lives here: the panel. Not here: comments and history (beside it), what an edit does (the editor).
 */
import type { ReactNode } from "react";
import { addCard, editActor, editText, flowsOf, isLocked, lockLane, momentsAt, remove, ringsOf, sayMoment, setRing, unlockLane } from "@outsidein/editor";
import { Button, DiagnosticCallout, EvidenceMark, Icon, IconButton, Pill, Select, useT } from "@outsidein/kit";
import type { ActorKind, Diagnostic, Kind, KindLane, Reading } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import type { NamedReading } from "../../data/questions";
import { Proof } from "../actions/Proof";
import { useTopic } from "../map/useLiveMap";
import { Written } from "./Written";
import "./network.css";
import "./words";

export interface NetworkPanelProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly reading: NamedReading | null;
  readonly remarks: readonly Diagnostic[];
  readonly id: Id;
  readonly onGo: (id: Id) => void;
}

export function ActorPanel({ store, kind, map, reading, remarks, id, onGo }: NetworkPanelProps): ReactNode {
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
      <Standing reading={reading} id={id} />
      <div className="oi-relations">
        <Written label={t("relations.name")} value={actor.name} canEdit={canEdit} onWrite={(name) => editActor(store, id, { name })} />
        <Select label={t("relations.kind")} disabled={!canEdit} value={actor.kind ?? "organisation"} choices={kind.actors.map((one) => ({ id: one, label: t(`relations.actor.${one}`) }))} onChange={(chosen) => editActor(store, id, { kind: chosen as ActorKind })} />
        <Select label={t("relations.ring")} disabled={!canEdit} value={`${actor.ring ?? 1}`} choices={Array.from({ length: rings }, (_, at) => ({ id: `${at}`, label: kind.rings[at] ?? t("relations.ring.n", { n: at }) }))} onChange={(at) => setRing(store, [id], Number(at), rings)} />
        {personas.length > 0 && <Select label={t("relations.persona")} disabled={!canEdit} value={actor.persona ?? "none"} choices={[{ id: "none", label: t("relations.persona.none") }, ...personas]} onChange={(one) => editActor(store, id, { persona: one === "none" ? "" : one })} />}
        <Written label={t("relations.about")} value={actor.about ?? ""} canEdit={canEdit} long onWrite={(about) => editActor(store, id, { about })} />
        <MomentField {...{ store, kind, id, canEdit }} />
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
      <Proof found={{ step: id, touchpoints: [], findings: [] }} map={map} reading={reading} />
      <Remarks remarks={remarks} id={id} />
    </>
  );
}

interface MomentFieldProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly id: Id;
  readonly canEdit: boolean;
}

/** Why an actor or a place is a moment of truth: with a reason it is marked, without one it is not. */
export function MomentField({ store, kind, id, canEdit }: MomentFieldProps): ReactNode {
  const t = useT();
  const reason = useTopic(store, "any", () => store.get<"moment">(momentsAt(store, id)[0] ?? "")?.reason ?? "");
  if (!kind.records.includes("moment") || (!canEdit && !reason)) return null;
  return <Written label={t("relations.moment")} value={reason} canEdit={canEdit} long onWrite={(words) => sayMoment(store, id, words)} />;
}

/** What backs an actor, a flow or a place, in words. */
export function Standing({ reading, id }: { readonly reading: Reading | null; readonly id: Id }): ReactNode {
  const backing = reading?.standing.find((one) => one.card === id);
  if (!backing) return null;
  return (
    <p className="oi-relations__standing oi-soft">
      <EvidenceMark strength={backing.strength} stale={backing.stale} /> {backing.says}
    </p>
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
  const locked = useTopic(store, "type:lane", () => isLocked(store, lane.key));
  const canWrite = canEdit && !locked;
  if (cards.length === 0 && !canEdit) return null;
  return (
    <section aria-label={lane.title}>
      <header className="oi-relations__lane">
        <h3>{lane.title}</h3>
        {locked && (
          <span className="oi-soft">
            <Icon name="lock" size={12} /> {t("canvas.lane.locked")}
          </span>
        )}
        {canEdit && <LaneLock store={store} lane={lane.key} locked={locked} />}
      </header>
      {cards.map((id, at) => {
        const backing = reading?.backing.find((one) => one.card === id);
        const text = said[at] ?? "";
        return (
          <div key={id} className="oi-relations__card">
            <Written label={t("relations.card.text", { lane: lane.title, n: at + 1 })} labelHidden value={text} canEdit={canWrite} onWrite={(next) => editText(store, id, next)} />
            {backing && <EvidenceMark strength={backing.strength} stale={backing.stale} />}
            {canWrite && <IconButton size="s" icon="trash" label={t("relations.card.remove", { text })} onPress={() => remove(store, [id])} />}
          </div>
        );
      })}
      {canWrite && (
        <Button look="ghost" size="s" icon="plus" onPress={() => void addCard(store, { parent: actor, lane: lane.key })}>
          {t("relations.card.add", { lane: lane.title })}
        </Button>
      )}
    </section>
  );
}


interface LaneLockProps {
  readonly store: MapStore;
  readonly lane: string;
  readonly locked: boolean;
}

/** Locks a lane at all actors or places; only an owner unlocks it. */
function LaneLock({ store, lane, locked }: LaneLockProps): ReactNode {
  const t = useT();
  const owner = useTopic(store, "status", () => ["", "owner"].includes(store.status.role));
  if (locked && !owner) return null;
  return <IconButton size="s" icon={locked ? "unlock" : "lock"} label={t(locked ? "canvas.lane.unlock" : "canvas.lane.lock")} onPress={() => (locked ? unlockLane(store, lane) : lockLane(store, lane))} />;
}
