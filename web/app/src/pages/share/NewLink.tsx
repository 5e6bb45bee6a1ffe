/** The form of a new link: lanes by side, personas, what goes with them, who and until when. Not here: the list of links. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Checkbox, DateField, Dialog, Select, Switch, TextField, toast, useT } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import type { MapStore } from "@outsidein/store";
import { useMakeShare } from "../../data/talk";
import { usePlace } from "../../session/place";
import { endOf, lanesBySide } from "./lanes";

export interface NewLinkProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

const LANGUAGES = ["any", "en", "de"] as const;

export function NewLink({ store, kind, map, onBack, onClose }: NewLinkProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const make = useMakeShare(place.id, map);
  const sides = lanesBySide(store, kind);
  const everything = sides.flatMap((one) => one.lanes.map((lane) => lane.key));
  // What the customer goes through and what was measured is mostly what strangers are to see; the rest is a decision.
  const [lanes, setLanes] = useState<ReadonlySet<string>>(() => new Set(sides.filter((one) => one.side !== "organisation").flatMap((one) => one.lanes.map((lane) => lane.key))));
  const people = store.ids("persona").flatMap((id) => store.get<"persona">(id) ?? []);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState("");
  const [evidence, setEvidence] = useState(true);
  const [quotes, setQuotes] = useState(false);
  const [owners, setOwners] = useState(false);
  const [embed, setEmbed] = useState(false);
  const [password, setPassword] = useState("");
  const [expires, setExpires] = useState<string | null>(null);
  const [language, setLanguage] = useState<string>("any");
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const choose = (keys: readonly string[], on: boolean): void => {
    setLanes((was) => new Set(on ? [...was, ...keys] : [...was].filter((one) => !keys.includes(one))));
  };
  const submit = (): void => {
    if (!lanes.size) return;
    make.mutate(
      {
        name: name.trim(),
        lanes: everything.filter((one) => lanes.has(one)),
        personas: left.size ? people.map((one) => one.id).filter((one) => !left.has(one)) : null,
        evidence,
        quotes: evidence && quotes,
        owners,
        embed,
        language: language === "en" || language === "de" ? language : "",
        password: embed ? "" : password,
        expires: endOf(expires),
      },
      {
        onSuccess: () => {
          toast({ says: t("share.made"), tone: "good" });
          onBack();
        },
      },
    );
  };
  return (
    <Dialog
      open
      size="l"
      title={t("share.new")}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button look="ghost" icon="left" onPress={onBack}>
            {t("share.back")}
          </Button>
          <Button type="submit" look="primary" pending={make.isPending} disabled={!lanes.size}>
            {t("share.make")}
          </Button>
        </>
      }
    >
      <div className="oi-newlink">
        <TextField label={t("share.name")} hint={t("share.name.hint")} value={name} onChange={setName} maxLength={200} autoFocus />
        <fieldset className="oi-newlink__lanes">
          <legend>{t("share.lanes")}</legend>
          <p className="oi-faint" role="status">
            {lanes.size ? t("share.lanes.count", { n: lanes.size, of: everything.length }) : t("share.lanes.least")}
          </p>
          <div className="oi-newlink__sides">
            {sides.map(({ side, lanes: found }) => {
              const keys = found.map((one) => one.key);
              const on = keys.filter((one) => lanes.has(one)).length;
              return (
                <div key={side} role="group" aria-label={t(`share.lanes.${side}`)}>
                  <Checkbox checked={on === keys.length} mixed={on > 0 && on < keys.length} onChange={(checked) => choose(keys, checked)}>
                    <strong>{t(`share.lanes.${side}`)}</strong>
                  </Checkbox>
                  {found.map((lane) => (
                    <Checkbox key={lane.key} checked={lanes.has(lane.key)} onChange={(checked) => choose([lane.key], checked)}>
                      {lane.title}
                    </Checkbox>
                  ))}
                </div>
              );
            })}
          </div>
        </fieldset>
        {people.length ? (
          <fieldset>
            <legend>{t("share.personas")}</legend>
            <div className="oi-newlink__row">
              {people.map((one) => (
                <Checkbox key={one.id} checked={!left.has(one.id)} onChange={(checked) => setLeft((was) => new Set(checked ? [...was].filter((id) => id !== one.id) : [...was, one.id]))}>
                  {one.name}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        ) : null}
        <fieldset>
          <legend>{t("share.with")}</legend>
          <Switch checked={evidence} onChange={setEvidence} hint={t("share.evidence.hint")}>
            {t("share.evidence")}
          </Switch>
          <Switch checked={evidence && quotes} disabled={!evidence} onChange={setQuotes} hint={t("share.quotes.hint")}>
            {t("share.quotes")}
          </Switch>
          <Switch checked={owners} onChange={setOwners}>
            {t("share.owners")}
          </Switch>
        </fieldset>
        <fieldset>
          <legend>{t("share.limits")}</legend>
          <div className="oi-newlink__fields">
            <TextField label={t("share.password")} hint={t("share.password.hint")} type="password" autoComplete="new-password" value={embed ? "" : password} onChange={setPassword} disabled={embed} maxLength={200} />
            <DateField label={t("share.expires")} hint={t("share.expires.hint")} value={expires} onChange={setExpires} min={today} />
            <Select label={t("share.language")} value={language} onChange={setLanguage} choices={LANGUAGES.map((id) => ({ id, label: t(`share.language.${id}`) }))} />
          </div>
          <Switch checked={embed} onChange={setEmbed} hint={t("share.embed.hint")}>
            {t("share.embed")}
          </Switch>
        </fieldset>
      </div>
    </Dialog>
  );
}
