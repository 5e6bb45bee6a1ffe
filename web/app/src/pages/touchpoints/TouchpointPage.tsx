/** One touchpoint: what it is (changed here, it changes on every map), how it feels, what was said, where it is met. */
import type { ReactNode } from "react";
import { useState } from "react";
import { useLocation } from "wouter";
import { Button, Card, EmptyState, Link, Page, Select, Skeleton, Tag, TextArea, TextField, useFormat, useT } from "@outsidein/kit";
import type { Touchpoint } from "@outsidein/schema";
import { useChangeCast } from "../../data/cast";
import { useInventory, useKinds, useMaps, useMeasureNames, useReading, type Used } from "../../data/questions";
import { usePlace } from "../../session/place";
import { at } from "../behind/asked";
import { FigureWithRows } from "../behind/FigureWithRows";
import { Remove } from "../cast/Remove";
import { choicesOf, termOf } from "../cast/terms";
import { keyOf } from "../map/inspected";
import { NOBODY, writeAsked } from "../quotes/asked";
import { KIND_TONES } from "./TouchpointsPage";
import "../cast/cast.css";

export function TouchpointPage({ id }: { readonly id: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const inventory = useInventory(place.id);
  const found = inventory.data?.touchpoints.find((one) => one.record.id === id);
  if (!inventory.data) return <Page title={<Skeleton lines={1} width="40%" />} busy />;
  if (!found) return <EmptyState drawing="touchpoint" title={t("cast.missing")} action={<Link href={place.href("/touchpoints")}>{t("cast.touchpoints")}</Link>} />;
  return <Told used={found} />;
}

function Told({ used }: { readonly used: Used<Touchpoint> }): ReactNode {
  const t = useT();
  const [, navigate] = useLocation();
  const format = useFormat();
  const place = usePlace();
  const maps = useMaps(place.id);
  const names = useMeasureNames();
  const kinds = useKinds();
  const terms = kinds.data?.[0]?.terms;
  const first = maps.data?.find((one) => used.maps.some((other) => other.key === one.key));
  const reading = useReading(place.id, first?.id ?? "");
  const { record } = used;
  const key = keyOf(record.id);
  const told = reading.data?.touchpoints.find((one) => keyOf(one.touchpoint) === key);
  const level = told?.measures.find(([measure]) => measure === "emotional-level")?.[1];
  const share = reading.data?.drivers?.drivers.find((one) => keyOf(one.touchpoint) === key)?.share;
  const quotes = (reading.data?.quotes ?? []).filter((one) => keyOf(one.touchpoint) === key).slice(0, 6);
  const findings = (reading.data?.findings ?? []).filter((one) => one.where === record.id);
  return (
    <Page
      title={level?.value != null ? t("cast.touchpoint.headline", { name: record.name, level: format.number(level.value, { decimals: 1 }) }) : record.name}
      lead={findings[0]?.says ?? record.about}
      actions={<Tag tone={KIND_TONES[record.kind ?? "interactive"] ?? "plain"}>{termOf(terms, "kinds", record.kind ?? "interactive")}</Tag>}
    >
      <div className="oi-cast">
        <div className="oi-cast__column">
          <Card title={t("cast.measured")}>
            {told?.measures.some(([, one]) => one.value !== null) || share ? (
              <dl className="oi-cast__facts">
                {told?.measures
                  .filter(([, one]) => one.value !== null)
                  .map(([measure, one]) => (
                    <div key={measure}>
                      <dt>{names(measure)}</dt>
                      <dd>
                        <FigureWithRows rows={at({ measure, map: first?.id ?? "" }, { touchpoint: key })} estimate={one} title={names(measure)} showN scale />
                      </dd>
                    </div>
                  ))}
                {share ? (
                  <div>
                    <dt>{t("cast.share")}</dt>
                    <dd>
                      <FigureWithRows rows={at({ measure: "emotional-level", map: first?.id ?? "", rests: "share" }, { touchpoint: key })} estimate={share} title={t("cast.share")} showN />
                    </dd>
                  </div>
                ) : null}
              </dl>
            ) : (
              <p className="oi-faint">{t("cast.measured.none")}</p>
            )}
          </Card>
          <Card title={t("cast.heard", { n: told?.comments ?? 0 })}>
            {quotes.length ? (
              quotes.map((one) => (
                <blockquote key={one.comment} className="oi-cast__quote">
                  {one.text}
                  {one.time ? <footer>{format.date(one.time)}</footer> : null}
                </blockquote>
              ))
            ) : (
              <p className="oi-faint">{t("cast.heard.none")}</p>
            )}
            {first && (told?.comments ?? 0) > quotes.length ? <Link href={place.href(`/evidence/quotes?${writeAsked({ ...NOBODY, map: first.id, touchpoint: key })}`)}>{t("cast.heard.all")}</Link> : null}
          </Card>
          <Card title={t("cast.met")}>
            <ul className="oi-cast__list">
              {used.maps.map((one) => {
                const map = maps.data?.find((other) => other.key === one.key);
                return (
                  <li key={one.key}>
                    {map ? <Link href={place.href(`/maps/${map.id}`)}>{one.title}</Link> : one.title}
                    {one.steps.length ? `: ${format.list(one.steps.map((step) => step.name))}` : ` – ${t("cast.met.never")}`}
                  </li>
                );
              })}
            </ul>
          </Card>
        </div>
        <div className="oi-cast__column">
          <Edit record={record} />
          {place.may("editor") ? <Remove record={record.id} name={record.name} onRemoved={() => navigate(place.href("/touchpoints"))} /> : null}
        </div>
      </div>
    </Page>
  );
}

const FIELDS = ["name", "kind", "channel", "owner", "medium", "category", "device", "about"] as const;

function Edit({ record }: { readonly record: Touchpoint }): ReactNode {
  const t = useT();
  const place = usePlace();
  const kinds = useKinds();
  const change = useChangeCast(place.id);
  const terms = kinds.data?.[0]?.terms;
  const [draft, setDraft] = useState<Partial<Record<(typeof FIELDS)[number], string>>>({});
  const value = (field: (typeof FIELDS)[number]): string => draft[field] ?? record[field] ?? "";
  const set = (field: (typeof FIELDS)[number]) => (next: string) => setDraft({ ...draft, [field]: next });
  const locked = !place.may("editor");
  const none = { id: "none", label: t("cast.unsaid") };
  const pick = (field: "kind" | "channel" | "owner" | "medium" | "category", catalogue: string, optional: boolean): ReactNode => (
    <Select
      label={t(`cast.${field}`)}
      disabled={locked}
      choices={optional ? [none, ...choicesOf(terms, catalogue)] : choicesOf(terms, catalogue)}
      value={value(field) || (optional ? "none" : (choicesOf(terms, catalogue)[0]?.id ?? ""))}
      onChange={(id) => set(field)(id === "none" ? "" : id)}
    />
  );
  const dirty = FIELDS.some((field) => draft[field] !== undefined && draft[field] !== (record[field] ?? ""));
  return (
    <Card title={t("cast.about")} foot={t("cast.everywhere")}>
      <form
        className="oi-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ record: record.id, fields: draft }, { onSuccess: () => setDraft({}) });
        }}
      >
        <TextField label={t("cast.name")} value={value("name")} onChange={set("name")} disabled={locked} required />
        {pick("kind", "kinds", false)}
        {pick("channel", "channels", true)}
        {pick("owner", "owners", false)}
        {pick("medium", "media", true)}
        {pick("category", "categories", true)}
        <TextField label={t("cast.device")} value={value("device")} onChange={set("device")} disabled={locked} />
        <TextArea label={t("cast.about")} value={value("about")} onChange={set("about")} disabled={locked} rows={3} />
        {locked ? null : (
          <div>
            <Button look="primary" type="submit" disabled={!dirty || !value("name").trim()} pending={change.isPending}>
              {t("cast.save")}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
