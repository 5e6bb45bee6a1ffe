/** The most frequent ways: how journeys begin, and whole journeys that are alike event for event. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, Select, Table, ToggleGroup, useFormat, useT, type Column } from "@outsidein/kit";
import { useTransitions, useWalks, type Transition, type Walk } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { Compared } from "./Compared";
import { Panel } from "./Panel";
import type { PartProps } from "./PathsPage";
import { Share, ShareBar } from "./Share";
import { lasting, runs } from "./told";
import "./walks.css";

type Kind = "variants" | "paths" | "transitions";
const SHOWN = 15;

export function PathsPart(part: PartProps): ReactNode {
  const t = useT();
  const [kind, setKind] = useState<Kind>("variants");
  const [events, setEvents] = useState(5);
  const shown = { ...part.shown, picture: { ...part.shown.picture, events } };
  return (
    <>
      <Card
        className="oi-paths__card"
        title={t(`paths.walks.${kind}.title`)}
        aside={
          <ToggleGroup
            label={t("paths.walks.kind")}
            segments={(["variants", "paths", "transitions"] as const).map((id) => ({ id, label: t(`paths.walks.${id}`) }))}
            value={kind}
            onChange={(id) => setKind(id as Kind)}
          />
        }
        foot={t(`paths.walks.${kind}.foot`)}
      >
        {kind === "paths" ? (
          <div className="oi-paths__controls">
            <Select label={t("paths.flow.events")} labelHidden choices={[3, 4, 5, 6, 8, 10].map((n) => ({ id: String(n), label: t("paths.flow.events.n", { n }) }))} value={String(events)} onChange={(id) => setEvents(Number(id))} />
          </div>
        ) : null}
        {kind === "transitions" ? <Transitions part={part} /> : <Walks part={part} kind={kind} events={events} />}
      </Card>
      <Compared part={{ ...part, shown }} of={kind} />
    </>
  );
}

function Walks({ part, kind, events }: { readonly part: PartProps; readonly kind: "variants" | "paths"; readonly events: number }): ReactNode {
  const t = useT();
  const format = useFormat();
  const walks = useWalks(usePlace().id, part.shown.side, events);
  return (
    <Panel query={walks} says={t("paths.waiting.walks")}>
      {(found) => {
        const rows = found[kind];
        const most = Math.max(0.0001, ...rows.map((one) => one.share.high ?? 0));
        const columns: readonly Column<Walk>[] = [
          { id: "walk", title: t(kind === "variants" ? "paths.walks.journey" : "paths.walks.beginning"), cell: (one) => <Chips walk={one} name={part.name} /> },
          { id: "bar", title: <span className="oi-unseen">{t("paths.column.share")}</span>, width: 190, cell: (one) => <ShareBar share={one.share} of={most} /> },
          { id: "share", title: t("paths.column.share"), numeric: true, width: 120, cell: (one) => <Share share={one.share} title={t("paths.column.share")} /> },
          { id: "n", title: t("paths.column.journeys"), numeric: true, width: 100, cell: (one) => format.number(one.count.value) },
        ];
        return (
          <>
            {kind === "variants" ? <p className="oi-paths__note">{t("paths.walks.distinct", { distinct: found.distinct, cases: found.cases, shown: Math.min(rows.length, SHOWN) })}</p> : null}
            <Table label={t(`paths.walks.${kind}.title`)} columns={columns} rows={rows} rowKey={(one) => `${one.touchpoints.join("\u0000")} ${String(one.whole)}`} />
          </>
        );
      }}
    </Panel>
  );
}

/** A way as chips with arrows between; the same several times in a row is told once. */
function Chips({ walk, name }: { readonly walk: Walk; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const told = runs(walk.touchpoints);
  const open = walk.whole === false;
  return (
    <ol className="oi-chips">
      {told.map((one, at) => (
        <li key={at}>
          {name(one.name)}
          {one.times > 1 ? <b>{t("paths.times", { n: one.times })}</b> : null}
        </li>
      ))}
      <li className="oi-chips__end">{t(open ? "paths.walks.goes-on" : "paths.flow.end")}</li>
    </ol>
  );
}

function Transitions({ part }: { readonly part: PartProps }): ReactNode {
  const t = useT();
  const format = useFormat();
  const found = useTransitions(usePlace().id, part.shown.side);
  const columns: readonly Column<Transition>[] = [
    { id: "of", title: t("paths.column.of"), cell: (one) => <strong>{part.name(one.touchpoint)}</strong> },
    { id: "to", title: t("paths.column.to"), cell: (one) => (one.then === null ? <span className="oi-faint">{t("paths.flow.end")}</span> : part.name(one.then)) },
    { id: "bar", title: <span className="oi-unseen">{t("paths.walks.of-visits")}</span>, width: 190, cell: (one) => <ShareBar share={one.share} /> },
    { id: "share", title: t("paths.walks.of-visits"), numeric: true, width: 130, cell: (one) => <Share share={one.share} title={t("paths.walks.of-visits")} /> },
    { id: "n", title: t("paths.walks.how-often"), numeric: true, width: 100, cell: (one) => format.number(one.count.value) },
    { id: "time", title: t("paths.funnel.time"), numeric: true, width: 120, cell: (one) => lasting(one.time?.median.value ?? null, format) },
  ];
  return (
    <Panel query={found} says={t("paths.waiting.walks")}>
      {({ transitions }) => <Table label={t("paths.walks.transitions.title")} columns={columns} rows={transitions} rowKey={(one) => `${one.touchpoint}\u0000${String(one.then)}`} />}
    </Panel>
  );
}
