/** What comes next after a path, and how well the next step can be foretold at all. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, Figure, IconButton, Pill, Select, Table, useFormat, useT, type Column } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import { useNext, type Following, type Way } from "../../data/foresight";
import { usePlace } from "../../session/place";
import { percent } from "../../data/shares";
import { Answer, Notes } from "./Answer";
import type { PartProps } from "./ForesightPage";

const MOST = 3;
const NONE = "\u0000none";

export function Next({ overview, notion, name }: PartProps): ReactNode {
  const t = useT();
  const first = overview.touchpoints[0]?.name;
  const [path, setPath] = useState<readonly string[]>(first ? [first] : []);
  const query = useNext(usePlace().id, notion, path);
  return (
    <Card title={t("foresight.next.title")}>
      <div className="oi-foresight__controls">
        <ol className="oi-foresight__path" aria-label={t("foresight.next.path")}>
          {path.map((one, at) => (
            <li key={`${String(at)} ${one}`}>
              <Pill tone="accent">{name(one)}</Pill>
              <IconButton icon="close" size="s" label={t("foresight.next.remove", { step: name(one) })} onPress={() => setPath(path.filter((_, index) => index !== at))} />
            </li>
          ))}
        </ol>
        {path.length < MOST ? (
          <Select
            label={t("foresight.next.add")}
            choices={[{ id: NONE, label: t("foresight.next.another") }, ...overview.touchpoints.map((one) => ({ id: one.name, label: name(one.name) }))]}
            value={NONE}
            onChange={(id) => id !== NONE && setPath([...path, id])}
          />
        ) : null}
      </div>
      <Answer query={query} says={t("foresight.next.waiting")} height={240}>
        {(found) => <Shown found={found} name={name} />}
      </Answer>
    </Card>
  );
}

type Row = readonly [string, Estimate];

function Shown({ found, name }: { readonly found: Following; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [verdict, ...notes] = found.said;
  const next: readonly Column<Row>[] = [
    { id: "next", title: t("foresight.next.step"), cell: ([step]) => <strong>{name(step)}</strong> },
    { id: "share", title: t("foresight.next.share"), numeric: true, cell: ([, share]) => <Figure estimate={percent(share)} title={t("foresight.next.share")} decimals={1} /> },
    {
      id: "bar",
      title: t("foresight.next.bar"),
      titleHidden: true,
      width: "34%",
      cell: ([, share]) => (
        <span className="oi-foresight__bar" aria-hidden="true">
          <i style={{ width: `${String((share.high ?? 0) * 100)}%` }} />
          <b style={{ width: `${String((share.value ?? 0) * 100)}%` }} />
        </span>
      ),
    },
  ];
  const ways: readonly Column<Way>[] = [
    { id: "way", title: t("foresight.next.way"), cell: (one) => (one.way === found.chosen ? <strong>{t("foresight.next.used", { way: one.said })}</strong> : one.said) },
    { id: "first", title: t("foresight.next.first"), numeric: true, cell: (one) => <Figure estimate={one.first} title={t("foresight.next.first")} decimals={1} /> },
    { id: "three", title: t("foresight.next.three"), numeric: true, cell: (one) => <Figure estimate={one.of_three} title={t("foresight.next.three")} decimals={1} /> },
  ];
  const seen = found.after[0]?.[1].n ?? 0;
  return (
    <>
      {found.after.length ? (
        <>
          <p className="oi-foresight__said">{t("foresight.next.seen", { n: seen })}</p>
          <Table label={t("foresight.next.title")} columns={next} rows={found.after} rowKey={([step]) => step} />
        </>
      ) : (
        <p className="oi-faint">{t("foresight.next.choose")}</p>
      )}
      <h3 className="oi-foresight__heading">{t("foresight.next.how-well")}</h3>
      <p className="oi-foresight__said">{verdict}</p>
      <Table label={t("foresight.next.how-well")} columns={ways} rows={found.ways} rowKey={(one) => one.way} />
      <Notes said={[t("foresight.next.split", { when: format.date(found.cutoff), moves: found.moves, cases: found.cases }), ...notes]} />
    </>
  );
}
