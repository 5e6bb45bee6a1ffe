/** Where journeys go with their first events, as a picture or a table; compared, what the two sides differ by. */
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { Card, Select, Switch, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useComparison, useFlows, type Contrast, type Flow, type Flows, type Spot } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { AsTable } from "./AsTable";
import { Differences } from "./Differences";
import { keyOf, flowKey } from "./differences";
import { Panel } from "./Panel";
import type { PartProps } from "./PathsPage";
import { SankeyPicture } from "./Sankey";
import { Share } from "./Share";
import { spotId, spotWord } from "./told";
import { WalkersDrawer } from "./WalkersDrawer";

export function FlowPart(part: PartProps): ReactNode {
  const t = useT();
  const { shown, onShown } = part;
  const { picture } = shown;
  const [table, setTable] = useState(false);
  const change = (next: Partial<typeof picture>): void => onShown({ ...shown, picture: { ...picture, ...next } });
  const numbers = (from: number, to: number, step: number, word: (n: number) => string): { id: string; label: string }[] =>
    Array.from({ length: (to - from) / step + 1 }, (_, at) => ({ id: String(from + at * step), label: word(from + at * step) }));
  return (
    <Card
      className="oi-paths__card"
      title={t(shown.against ? "paths.flow.title.compared" : "paths.flow.title")}
      aside={<AsTable table={table} onTable={setTable} />}
      foot={t("paths.flow.foot")}
    >
      <div className="oi-paths__controls">
        <Select label={t("paths.flow.events")} labelHidden choices={numbers(2, 12, 2, (n) => t("paths.flow.events.n", { n }))} value={String(picture.events)} onChange={(id) => change({ events: Number(id) })} />
        <Select label={t("paths.flow.top")} labelHidden choices={numbers(4, 12, 2, (n) => t("paths.flow.top.n", { n }))} value={String(picture.top)} onChange={(id) => change({ top: Number(id) })} />
        <Switch checked={picture.merged} onChange={(merged) => change({ merged })}>{t("paths.flow.merged")}</Switch>
      </div>
      {shown.against ? <Compared {...part} table={table} /> : <Alone {...part} table={table} />}
    </Card>
  );
}

interface Inner extends PartProps {
  readonly table: boolean;
}

function Alone(part: Inner): ReactNode {
  const t = useT();
  const { shown } = part;
  const flows = useFlows(usePlace().id, shown.side, shown.picture);
  return <Panel query={flows} says={t("paths.waiting.flow")} height={380}>{(found) => <Picture {...part} flows={found} />}</Panel>;
}

function Compared(part: Inner): ReactNode {
  const t = useT();
  const { shown, name } = part;
  const found = useComparison(usePlace().id, shown.side, shown.against ?? { segment: [], first: "", last: "" }, shown.picture);
  return (
    <Panel query={found} says={t("paths.waiting.compare")} height={380}>
      {(both) => (
        <>
          <Picture {...part} flows={both.this} differences={new Map(both.flows.map((one) => [keyOf(one.key), one]))} />
          <p className="oi-paths__key">
            <i data-tone="more" /> {t("paths.compare.key.more")} <i data-tone="less" /> {t("paths.compare.key.less")} <i data-tone="same" /> {t("paths.compare.key.same")}
          </p>
          <Differences title={t("paths.compare.reach")} shown={shown} rows={both.reach} word={(key) => name(key[0] ?? "")} />
          <Differences title={t("paths.compare.flows")} shown={shown} rows={both.flows} word={(key) => flowWord(key, name, t)} />
        </>
      )}
    </Panel>
  );
}

function flowWord(key: readonly string[], name: (touchpoint: string) => string, t: ReturnType<typeof useT>): string {
  const [position = "", standing, touchpoint = "", next, then = ""] = key;
  const spot = (kind: string | undefined, at: string): string => spotWord({ position: 0, standing: kind as Spot["standing"], touchpoint: at }, name, 0, t);
  return t("paths.compare.flow", { position, of: spot(standing, touchpoint), to: spot(next, then) });
}

function Picture({ shown, name, table, flows, differences }: Inner & { readonly flows: Flows; readonly differences?: ReadonlyMap<string, Contrast> }): ReactNode {
  const [chosen, setChosen] = useState<{ readonly at: Spot; readonly to: Spot | null } | null>(null);
  const id = chosen ? [spotId(chosen.at), ...(chosen.to ? [spotId(chosen.to)] : [])].join(" ") : "";
  return (
    <>
      {table ? (
        <FlowTable flows={flows} name={name} />
      ) : (
        <SankeyPicture flows={flows} name={name} chosen={id} onChoose={(at, to) => setChosen({ at, to })} {...(differences ? { differences } : {})} />
      )}
      {chosen ? <WalkersDrawer key={id} side={shown.side} picture={shown.picture} at={chosen.at} to={chosen.to} name={name} onClose={() => setChosen(null)} /> : null}
    </>
  );
}

function FlowTable({ flows, name }: { readonly flows: Flows; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const holds = useMemo(() => new Map(flows.nodes.map((node) => [spotId(node.spot), node.holds])), [flows]);
  const word = (spot: Spot): string => spotWord(spot, name, holds.get(spotId(spot)) ?? 0, t);
  const columns: readonly Column<Flow>[] = [
    { id: "position", title: t("paths.column.position"), numeric: true, width: 80, cell: (one) => format.number(one.of.position) },
    { id: "of", title: t("paths.column.of"), cell: (one) => <strong>{word(one.of)}</strong> },
    { id: "to", title: t("paths.column.to"), cell: (one) => word(one.to) },
    { id: "n", title: t("paths.column.journeys"), numeric: true, width: 110, cell: (one) => format.number(one.count.value) },
    { id: "share", title: t("paths.column.share"), numeric: true, width: 150, cell: (one) => <Share share={one.share} title={t("paths.column.share")} /> },
    { id: "onwards", title: t("paths.column.onwards"), numeric: true, width: 150, cell: (one) => <Share share={one.onwards} title={t("paths.column.onwards")} /> },
  ];
  return <Table label={t("paths.flow.title")} columns={columns} rows={flows.flows} rowKey={flowKey} />;
}
