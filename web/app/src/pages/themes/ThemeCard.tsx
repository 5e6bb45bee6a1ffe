/** A theme that somebody named: its share of the comments, by what they were put there, along the journey, in quotes. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, confirm, Figure, IconButton, IntervalBar, Menu, useT } from "@outsidein/kit";
import { useMerge, useRemove, useRename } from "../../data/themes";
import type { Spoken, Told } from "../../data/told";
import { usePlace } from "../../session/place";
import { percent } from "../../data/shares";
import { Naming } from "./Naming";
import { Quotes } from "./Quotes";

const STEPS = 6;

export interface ThemeCardProps {
  readonly theme: Spoken;
  readonly told: Told;
  readonly names: Readonly<Record<string, string>>;
  readonly may: boolean;
}

export function ThemeCard({ theme, told, names, may }: ThemeCardProps): ReactNode {
  const t = useT();
  const rename = useRename(usePlace().id);
  const [naming, setNaming] = useState(false);
  const ways = (["labelled", "recognised", "grouped"] as const).filter((one) => theme[one]);
  return (
    <Card className="oi-themes__card" title={theme.title} aside={may ? <ThemeMenu theme={theme} told={told} onRename={() => setNaming(true)} /> : null}>
      {naming ? (
        <Naming name={theme.named ? theme.title : ""} action={t("themes.rename.save")} pending={rename.isPending} onCancel={() => setNaming(false)} onName={(name) => rename.mutate({ theme: theme.id, name }, { onSuccess: () => setNaming(false) })} />
      ) : null}
      <div className="oi-themes__share">
        <Figure size="l" estimate={percent(theme.share)} title={t("themes.share")} showN />
        <p className="oi-themes__quiet">{ways.length ? ways.map((one) => t(`themes.how.${one}`, { n: theme[one] })).join(" · ") : t("themes.how.none")}</p>
      </div>
      <Steps theme={theme} names={names} />
      <Quotes ids={theme.quotes} told={told} />
    </Card>
  );
}

/** How much of what is said at each step speaks of it, the most first. */
function Steps({ theme, names }: Pick<ThemeCardProps, "theme" | "names">): ReactNode {
  const t = useT();
  const steps = [...theme.by_step].sort((a, b) => (b.share.value ?? 0) - (a.share.value ?? 0));
  if (steps.length < 2) return null;
  const most = Math.max(...steps.map((one) => percent(one.share).high ?? 0));
  const to = Math.min(100, Math.ceil(most / 10) * 10);
  return (
    <div className="oi-themes__steps">
      <h3>{t("themes.steps")}</h3>
      <dl>
        {steps.slice(0, STEPS).map((one) => (
          <div key={one.step}>
            <dt>{names[one.step] ?? "…"}</dt>
            <dd>
              <IntervalBar estimate={percent(one.share)} from={0} to={to} words={false} />
              <Figure size="s" estimate={percent(one.share)} title={t("themes.share.of", { step: names[one.step] ?? "…" })} showInterval={false} />
            </dd>
          </div>
        ))}
      </dl>
      {steps.length > STEPS ? <p className="oi-themes__quiet">{t("themes.steps.more", { n: steps.length - STEPS })}</p> : null}
    </div>
  );
}

function ThemeMenu({ theme, told, onRename }: { readonly theme: Spoken; readonly told: Told; readonly onRename: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const merge = useMerge(place.id);
  const remove = useRemove(place.id);
  const others = told.themes.filter((one) => one.id !== theme.id);
  const onRemove = async (): Promise<void> => {
    const question = { title: t("themes.remove.title", { title: theme.title }), says: t("themes.remove.says", { n: theme.labelled }), action: t("themes.remove"), danger: true };
    if (await confirm(question)) remove.mutate(theme.id);
  };
  return (
    <Menu
      label={t("themes.menu", { title: theme.title })}
      placement="bottom end"
      trigger={(menu) => <IconButton {...menu} icon="more" label={t("themes.menu", { title: theme.title })} />}
      entries={[
        { id: "rename", label: t("themes.rename"), icon: "edit", onAction: onRename },
        ...(others.length ? [{ title: t("themes.merge"), entries: others.map((one) => ({ id: `merge ${one.id}`, label: one.title, onAction: () => merge.mutate({ theme: theme.id, into: one.id }) })) }] : []),
        "line",
        { id: "remove", label: t("themes.remove"), icon: "trash", danger: true, onAction: () => void onRemove() },
      ]}
    />
  );
}
