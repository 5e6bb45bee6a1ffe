/** How many get from step to step, in this order and in any, and how long it takes: steps picked, moved, within a time. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, ComboBox, IconButton, Select, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useFunnel, type Funnel, type FunnelStep } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { AsTable } from "./AsTable";
import { Compared } from "./Compared";
import { FunnelPicture } from "./FunnelPicture";
import { Panel } from "./Panel";
import type { PartProps } from "./PathsPage";
import { Share } from "./Share";
import { firstSteps } from "./shown";
import { lasting } from "./told";

const WINDOWS = ["30m", "1h", "12h", "1d", "7d", "30d", "90d"] as const;
const MOST = 12;

export function FunnelPart(part: PartProps): ReactNode {
  const t = useT();
  const { shown, onShown, overview, name } = part;
  const [table, setTable] = useState(false);
  const steps = shown.steps.length ? shown.steps : firstSteps(overview.touchpoints);
  const funnel = useFunnel(usePlace().id, shown.side, steps, shown.within);
  return (
    <>
      <Card className="oi-paths__card" title={t("paths.funnel.title")} aside={<AsTable table={table} onTable={setTable} />} foot={t("paths.funnel.foot")}>
        <div className="oi-paths__controls">
          <Steps part={part} steps={steps} />
          <Select
            label={t("paths.funnel.within")}
            choices={[{ id: "any", label: t("paths.funnel.any") }, ...WINDOWS.map((one) => ({ id: one, label: windowWord(one, t) }))]}
            value={shown.within || "any"}
            onChange={(id) => onShown({ ...shown, within: id === "any" ? "" : id })}
          />
        </div>
        {shown.steps.length ? null : <p className="oi-paths__note">{t("paths.funnel.proposed")}</p>}
        <Panel query={funnel} says={t("paths.waiting.funnel")} height={300}>
          {(found) => (table ? <FunnelTable funnel={found} name={name} /> : <FunnelPicture funnel={found} name={name} />)}
        </Panel>
      </Card>
      <Compared part={part} of="funnel" steps={steps} />
    </>
  );
}

export function windowWord(window: string, t: ReturnType<typeof useT>): string {
  const n = Number(window.slice(0, -1));
  return { m: t("paths.minutes", { n }), h: t("paths.hours", { n }), d: t("paths.days", { n }), w: t("paths.weeks", { n }) }[window.slice(-1)] ?? window;
}

/** The steps as a row of chips: each can be moved and taken away, another found by writing a part of its name. */
function Steps({ part, steps }: { readonly part: PartProps; readonly steps: readonly string[] }): ReactNode {
  const t = useT();
  const { shown, onShown, overview, name } = part;
  const change = (next: readonly string[]): void => onShown({ ...shown, steps: next });
  const moved = (at: number, by: number): void => {
    const next = [...steps];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    change(next);
  };
  return (
    <div className="oi-steps">
      <ol aria-label={t("paths.funnel.steps")}>
        {steps.map((step, at) => (
          <li key={`${at} ${step}`}>
            <span className="oi-steps__n">{at + 1}</span>
            <span className="oi-steps__name">{name(step)}</span>
            <IconButton icon="left" size="s" label={t("paths.funnel.earlier", { step: name(step) })} disabled={at === 0} onPress={() => moved(at, -1)} />
            <IconButton icon="right" size="s" label={t("paths.funnel.later", { step: name(step) })} disabled={at === steps.length - 1} onPress={() => moved(at, 1)} />
            <IconButton icon="close" size="s" label={t("paths.funnel.remove", { step: name(step) })} disabled={steps.length === 1} onPress={() => change(steps.filter((_, other) => other !== at))} />
          </li>
        ))}
      </ol>
      {steps.length < MOST ? (
        <ComboBox
          key={steps.join("\u0000")}
          label={t("paths.funnel.add")}
          labelHidden
          placeholder={t("paths.funnel.add")}
          choices={overview.touchpoints.map((one) => ({ id: one.name, label: name(one.name) }))}
          value=""
          onChange={(id) => (id ? change([...steps, id]) : undefined)}
        />
      ) : null}
    </div>
  );
}

function FunnelTable({ funnel, name }: { readonly funnel: Funnel; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const first = funnel.steps[0];
  const columns: readonly Column<FunnelStep>[] = [
    { id: "step", title: t("paths.funnel.step"), cell: (one) => <strong>{one.touchpoints.map(name).join(" / ")}</strong> },
    { id: "n", title: t("paths.funnel.ordered"), numeric: true, cell: (one) => format.number(one.ordered.value) },
    { id: "of-first", title: t("paths.funnel.of-first"), numeric: true, cell: (one) => <Share share={one.of_first} title={t("paths.funnel.of-first")} /> },
    { id: "of-previous", title: t("paths.funnel.of-previous"), numeric: true, cell: (one) => <Share share={one.of_previous} title={t("paths.funnel.of-previous")} /> },
    { id: "time", title: t("paths.funnel.time"), numeric: true, cell: (one) => (one === first ? "–" : lasting(one.time.median.value, format)) },
    { id: "since", title: t("paths.funnel.since"), numeric: true, cell: (one) => (one === first ? "–" : lasting(one.since_first.median.value, format)) },
    { id: "open", title: t("paths.funnel.open"), numeric: true, cell: (one) => format.number(one.open.value) },
    { id: "open-share", title: t("paths.funnel.open-share"), numeric: true, cell: (one) => <Share share={one.open_of_all} title={t("paths.funnel.open-share")} /> },
  ];
  return <Table label={t("paths.funnel.title")} columns={columns} rows={funnel.steps} rowKey={(one) => String(funnel.steps.indexOf(one))} />;
}
