/** Every initiative from its frozen baseline to what came of it: before, after, the change with its interval, a verdict. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, ButtonLink, Callout, Card, EmptyState, Figure, Link, Page, Skeleton, Tag, useFormat, useT, type Tone } from "@outsidein/kit";
import { useParams } from "wouter";
import { useActions, type StartedInitiative } from "../../data/actions";
import { useMaps, useMeasureNames } from "../../data/questions";
import { usePlace } from "../../session/place";
import { effectKey } from "../actions/Proof";
import { RecordResult } from "../actions/RecordResult";
import { StateMenu } from "../actions/StateMenu";
import "../actions/actions.css";

const EFFECT_TONES: Readonly<Record<string, Tone>> = { better: "good", worse: "bad", different: "accent", unsure: "plain" };

export function InitiativesPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { initiative: chosen } = useParams<{ initiative?: string }>();
  const actions = useActions(place.id);
  const all = [...(actions.data?.initiatives ?? [])].reverse();
  const results = all.reduce((sum, one) => sum + one.results.length, 0);
  const proven = all.filter((one) => one.results.at(-1)?.effect === "clearly better").length;
  const running = all.filter((one) => one.state === "in-progress").length;
  const shown = chosen ? all.filter((one) => one.id === chosen) : all;
  return (
    <Page
      title={actions.data ? t("actions.initiatives.headline", { proven, running }) : <Skeleton lines={1} width="50%" />}
      lead={all.length ? t("actions.initiatives.lead", { all: all.length, results }) : undefined}
      actions={chosen ? <ButtonLink href={place.href("/initiatives")}>{t("actions.back")}</ButtonLink> : null}
    >
      {actions.data && !all.length ? (
        <EmptyState
          title={t("actions.initiatives.empty.title")}
          says={t("actions.initiatives.empty.says")}
          action={
            <ButtonLink look="primary" href={place.href("/opportunities")}>
              {t("actions.initiatives.empty.action")}
            </ButtonLink>
          }
        />
      ) : null}
      <div className="oi-actions">
        {shown.map((one) => (
          <Told key={one.id} one={one} />
        ))}
      </div>
    </Page>
  );
}

function Told({ one }: { readonly one: StartedInitiative }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const maps = useMaps(place.id);
  const names = useMeasureNames();
  const [recording, setRecording] = useState(false);
  const last = one.results.at(-1);
  const map = maps.data?.find((other) => other.key === one.map);
  const back = one.baseline.back;
  return (
    <Card className="oi-action" title={one.title} aside={place.may("editor") ? <StateMenu id={one.id} state={one.state} /> : <Tag>{t(`actions.state.${one.state}`)}</Tag>}>
      <p className="oi-action__head">
        {last ? <Tag tone={EFFECT_TONES[effectKey(last.effect)] ?? "plain"}>{t(`actions.effect.${effectKey(last.effect)}`)}</Tag> : null}
        <span>{one.owner}</span>
        <span className="oi-faint">{[format.date(one.start), one.due ? format.date(one.due) : ""].filter(Boolean).join(" – ")}</span>
        {map ? <Link href={place.href(`/maps/${map.id}?at=${encodeURIComponent(one.where)}`)}>{t("actions.onmap")}</Link> : null}
      </p>
      {one.about ? <p>{one.about}</p> : null}
      <dl>
        <div>
          <dt>{t("actions.column.measure")}</dt>
          <dd>{names(one.measure)}</dd>
        </div>
        <div>
          <dt>{t("actions.column.baseline")}</dt>
          <dd>
            <Figure estimate={one.baseline.estimate} title={t("actions.column.baseline")} showN />
          </dd>
        </div>
        {one.target === null ? null : (
          <div>
            <dt>{t("actions.target")}</dt>
            <dd>{format.number(one.target, { decimals: one.target % 1 ? 1 : 0 })}</dd>
          </div>
        )}
        {last ? (
          <>
            <div>
              <dt>{t("actions.column.after")}</dt>
              <dd>
                <Figure estimate={last.after} title={t("actions.column.after")} showN />
              </dd>
            </div>
            <div>
              <dt>{t("actions.column.change")}</dt>
              <dd>
                <Figure estimate={last.change} title={t("actions.column.change")} signed />
              </dd>
            </div>
          </>
        ) : null}
      </dl>
      {one.selected && back && back.expected.value !== null ? <p className="oi-faint">{t("actions.returns", { expected: format.number(back.expected.value, { decimals: 2, signed: true }) })}</p> : null}
      {[...one.results].reverse().map((result) => (
        <section key={result.id} aria-label={t("actions.results")}>
          <ul className="oi-action__says">
            {result.says.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {result.moved ? <Callout tone="warning" title={t("actions.moved")} /> : null}
          <p className="oi-faint">{[format.period(result.period), result.by, result.note].filter(Boolean).join(" · ")}</p>
        </section>
      ))}
      {place.may("editor") && one.state !== "dropped" ? (
        <Button size="s" icon="check" onPress={() => setRecording(true)}>
          {t("actions.record")}
        </Button>
      ) : null}
      {recording ? <RecordResult initiative={one} onClose={() => setRecording(false)} /> : null}
    </Card>
  );
}
