/** The chain from pain to proof in the inspector: hotspot, opportunity, initiative, result; and the next step in it. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Link, useFormat, useT } from "@outsidein/kit";
import { useActions, type OpenedOpportunity, type StartedInitiative } from "../../data/actions";
import { useMeasureNames, type NamedReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import type { Finding } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { OpenOpportunity } from "./OpenOpportunity";
import { RecordResult } from "./RecordResult";
import { StartInitiative } from "./StartInitiative";
import "./actions.css";
import "../map/words";

/** Where something may be done: a step, actor or place (its id; empty for none), touchpoints met there, what was found there. */
export interface ProvenAt {
  readonly step: Id;
  readonly touchpoints: readonly { readonly id: Id }[];
  readonly findings: readonly Finding[];
}

export interface ProofProps {
  readonly found: ProvenAt;
  readonly map: string;
  readonly reading: NamedReading | null;
}

type Asking = { readonly for: "opportunity" } | { readonly for: "initiative"; readonly of: OpenedOpportunity } | { readonly for: "result"; readonly of: StartedInitiative };

export function Proof({ found, map, reading }: ProofProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const actions = useActions(place.id);
  const [asking, setAsking] = useState<Asking | null>(null);
  const places = [found.step, ...found.touchpoints.map((one) => one.id)].filter(Boolean);
  const opportunities = (actions.data?.opportunities ?? []).filter((one) => places.includes(one.where) && one.state !== "dropped");
  const initiatives = (actions.data?.initiatives ?? []).filter((one) => places.includes(one.where) && one.state !== "dropped");
  const hot = found.findings.find((one) => one.kind === "hotspot");
  const loose = initiatives.filter((one) => !opportunities.some((other) => other.id === one.opportunity));
  const where = hot?.where ?? places[0] ?? "";
  if (!where) return null;
  const may = place.may("editor");
  return (
    <section aria-label={t("beside.proof")}>
      <h3>{t("beside.proof")}</h3>
      {opportunities.length || loose.length || hot ? (
        <ol className="oi-proof">
          {hot ? (
            <li>
              {t.rich("actions.chain.hotspot", { category: hot.category ? t.dynamic(`actions.category.${hot.category.split(" ")[0]}`) : "" }, { b: (inner) => <b>{inner}</b> })}
              <small>{hot.reasons[0] ?? hot.says}</small>
            </li>
          ) : null}
          {opportunities.map((one) => (
            <Opened
              key={one.id}
              one={one}
              initiatives={initiatives.filter((other) => other.opportunity === one.id)}
              onStart={may ? () => setAsking({ for: "initiative", of: one }) : undefined}
              onRecord={may ? (of) => setAsking({ for: "result", of }) : undefined}
            />
          ))}
          {loose.map((one) => (
            <Started key={one.id} one={one} onRecord={may ? () => setAsking({ for: "result", of: one }) : undefined} />
          ))}
        </ol>
      ) : (
        <p className="oi-faint">{t("beside.proof.none")}</p>
      )}
      {may && !opportunities.length ? (
        <Button size="s" icon="bulb" onPress={() => setAsking({ for: "opportunity" })}>
          {t("beside.proof.open")}
        </Button>
      ) : null}
      {asking?.for === "opportunity" ? <OpenOpportunity map={map} reading={reading} where={where} onClose={() => setAsking(null)} /> : null}
      {asking?.for === "initiative" ? <StartInitiative map={map} reading={reading} opportunity={asking.of} onClose={() => setAsking(null)} /> : null}
      {asking?.for === "result" ? <RecordResult initiative={asking.of} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}

interface OpenedProps {
  readonly one: OpenedOpportunity;
  readonly initiatives: readonly StartedInitiative[];
  readonly onStart: (() => void) | undefined;
  readonly onRecord: ((of: StartedInitiative) => void) | undefined;
}

function Opened({ one, initiatives, onStart, onRecord }: OpenedProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const score = one.score && one.score.value !== null ? t("actions.score", { name: one.score_name, score: format.estimate(one.score).value }) : "";
  return (
    <>
      <li>
        <Link href={place.href(`/opportunities/${one.id}`)}>{one.question}</Link>
        <small>{[t(`actions.state.${one.state}`), score].filter(Boolean).join(" · ")}</small>
        {onStart && !initiatives.length && one.state !== "done" ? (
          <Button size="s" look="ghost" icon="rocket" onPress={onStart}>
            {t("actions.start")}
          </Button>
        ) : null}
      </li>
      {initiatives.map((other) => (
        <Started key={other.id} one={other} onRecord={onRecord ? () => onRecord(other) : undefined} />
      ))}
    </>
  );
}

function Started({ one, onRecord }: { readonly one: StartedInitiative; readonly onRecord: (() => void) | undefined }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const names = useMeasureNames();
  const last = one.results.at(-1);
  const before = format.estimate(one.baseline.estimate);
  return (
    <>
      <li>
        <Link href={place.href(`/initiatives/${one.id}`)}>{one.title}</Link>
        <small>{t("actions.chain.initiative", { state: t(`actions.state.${one.state}`), owner: one.owner })}</small>
      </li>
      <li>
        {one.target === null
          ? t("actions.chain.measure", { measure: names(one.measure) })
          : t("actions.chain.target", { measure: names(one.measure), target: format.number(one.target, { decimals: one.target % 1 ? 1 : 0 }) })}
        <small>{t("actions.chain.baseline", { value: before.value, interval: before.interval, n: before.n })}</small>
      </li>
      <li>
        {last ? (
          <>
            {t(`actions.effect.${effectKey(last.effect)}`)}
            <small>{last.says[0]}</small>
          </>
        ) : (
          <span className="oi-faint">{t("actions.chain.waiting")}</span>
        )}
        {onRecord ? (
          <Button size="s" look="ghost" icon="check" onPress={onRecord}>
            {t("actions.record")}
          </Button>
        ) : null}
      </li>
    </>
  );
}

export function effectKey(effect: string): "better" | "worse" | "different" | "unsure" {
  return ({ "clearly better": "better", "clearly worse": "worse", "clearly different": "different" } as const)[effect] ?? "unsure";
}
