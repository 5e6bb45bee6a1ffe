/** One persona: who they are and need, whom of the evidence they stand for, how the journey feels to them alone. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Avatar, Button, Callout, Card, EmptyState, Link, Page, Skeleton, TextArea, TextField, useFormat, useT } from "@outsidein/kit";
import type { Persona } from "@outsidein/schema";
import { useChangeCast } from "../../data/cast";
import { useDimensions, useInventory, useMaps, useReading, type Used } from "../../data/questions";
import { usePlace } from "../../session/place";
import { SmallCurve } from "../home/SmallCurve";
import { keyOf } from "../map/inspected";
import { pictureAddress, PictureField } from "../pictures/PictureField";
import "../home";
import "../cast/cast.css";

const LISTS = ["demographics", "behaviour", "needs", "goals", "pains"] as const;
const TEXTS = ["name", "summary", "quote", "account", "buying_role"] as const;

export function PersonaPage({ id }: { readonly id: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const inventory = useInventory(place.id);
  const found = inventory.data?.personas.find((one) => one.record.id === id);
  if (!inventory.data) return <Page title={<Skeleton lines={1} width="40%" />} busy />;
  if (!found) return <EmptyState drawing="persona" title={t("cast.missing")} action={<Link href={place.href("/personas")}>{t("cast.personas")}</Link>} />;
  return <Told used={found} />;
}

function Told({ used }: { readonly used: Used<Persona> }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const maps = useMaps(place.id);
  const { record } = used;
  const map = maps.data?.find((one) => used.maps.some((other) => other.key === one.key));
  const tied = Boolean(record.segment?.length);
  const reading = useReading(place.id, tied ? (map?.id ?? "") : "", { persona: keyOf(record.id) });
  return (
    <Page title={record.name} lead={record.summary} actions={record.picture ? <img className="oi-cast__face" src={pictureAddress(place.id, record.picture)} alt={record.name} /> : <Avatar person={{ id: record.id, name: record.name }} size={52} />}>
      {record.quote ? <blockquote className="oi-cast__saying">{record.quote}</blockquote> : null}
      <div className="oi-cast">
        <div className="oi-cast__column">
          <Card title={map ? t("cast.persona.curve", { map: map.title }) : t("cast.persona.feels")}>
            {!tied ? (
              <Callout title={t("cast.segment.none")}>{t("cast.segment.why")}</Callout>
            ) : reading.data ? (
              <>
                <SmallCurve reading={reading.data} names={reading.data.names} />
                <p className="oi-faint">{t("cast.persona.of", { n: reading.data.responses, segment: record.segment?.map(([name, value]) => `${name}: ${value}`).join(", ") ?? "", period: format.period(reading.data.period) })}</p>
              </>
            ) : (
              <Skeleton height={180} />
            )}
          </Card>
          <Card title={t("cast.person.who")}>
            <dl className="oi-cast__lists">
              {LISTS.filter((list) => record[list]?.length).map((list) => (
                <div key={list}>
                  <dt>{t(`cast.list.${list}`)}</dt>
                  <dd>
                    <ul className="oi-cast__list">
                      {record[list]?.map((one) => (
                        <li key={one}>{one}</li>
                      ))}
                    </ul>
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
        {place.may("editor") ? <Edit record={record} /> : null}
      </div>
    </Page>
  );
}

function Edit({ record }: { readonly record: Persona }): ReactNode {
  const t = useT();
  const place = usePlace();
  const change = useChangeCast(place.id);
  const dimensions = useDimensions(place.id, "");
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({});
  const text = (field: (typeof TEXTS)[number]): string => draft[field] ?? record[field] ?? "";
  const lines = (field: (typeof LISTS)[number]): string => draft[field] ?? (record[field] ?? []).join("\n");
  const segment = draft["segment"] ?? (record.segment ?? []).map(([name, value]) => `${name} = ${value}`).join("\n");
  const known = (dimensions.data ?? []).filter((one) => one.name.startsWith("segment:")).map((one) => one.name.slice("segment:".length));
  const set = (field: string) => (next: string) => setDraft({ ...draft, [field]: next });
  const save = (): void => {
    const fields: Record<string, unknown> = {};
    for (const field of TEXTS) if (draft[field] !== undefined) fields[field] = draft[field];
    for (const field of LISTS) if (draft[field] !== undefined) fields[field] = split(draft[field]);
    if (draft["segment"] !== undefined) fields["segment"] = split(draft["segment"]).map((line) => pairOf(line)).filter(([name]) => name);
    change.mutate({ record: record.id, fields }, { onSuccess: () => setDraft({}) });
  };
  return (
    <Card title={t("cast.edit")} foot={t("cast.everywhere")}>
      <form
        className="oi-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <PictureField picture={record.picture ?? ""} alt={record.name} canEdit onChange={(picture) => change.mutate({ record: record.id, fields: { picture } })} />
        <TextField label={t("cast.name")} value={text("name")} onChange={set("name")} required />
        <TextArea label={t("cast.summary")} value={text("summary")} onChange={set("summary")} rows={2} />
        <TextArea label={t("cast.quote")} value={text("quote")} onChange={set("quote")} rows={2} />
        {LISTS.map((field) => (
          <TextArea key={field} label={t(`cast.list.${field}`)} hint={t("cast.list.hint")} value={lines(field)} onChange={set(field)} rows={2} />
        ))}
        <TextArea label={t("cast.segment")} hint={known.length ? t("cast.segment.hint", { known: known.join(", ") }) : t("cast.segment.why")} value={segment} onChange={set("segment")} rows={2} />
        <TextField label={t("cast.account")} value={text("account")} onChange={set("account")} />
        <TextField label={t("cast.buying_role")} value={text("buying_role")} onChange={set("buying_role")} />
        <div>
          <Button look="primary" type="submit" disabled={!Object.keys(draft).length || !text("name").trim()} pending={change.isPending}>
            {t("cast.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function split(text: string): readonly string[] {
  return text.split("\n").map((one) => one.trim()).filter(Boolean);
}

function pairOf(line: string): readonly [string, string] {
  const at = line.indexOf("=");
  return at < 0 ? ["", ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}
