/**
 * What customers' answers come to: every measure that the evidence can answer, with interval, n, target and trend, cut by
 * anything. What lives here: the choices and the table. Not here: one measure over time (Trend.tsx).
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { ButtonLink, EmptyState, IntervalBar, Link, Page, Select, Skeleton, Table, Tag, useFormat, useT, type Column } from "@outsidein/kit";
import { useParams } from "wouter";
import { mainMap, useDimensions, useMaps, useMeasures, useReading, type Measured, type MeasureRow } from "../../data/questions";
import { usePlace } from "../../session/place";
import { cut, type RowsAsked } from "../behind/asked";
import { FigureWithRows } from "../behind/FigureWithRows";
import { headlineOf, keyWord, rangeOf } from "./told";
import { Target } from "./Target";
import { Trend } from "./Trend";
import "./measures.css";

export function MeasuresPage(): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const { measure: chosen = "" } = useParams<{ measure?: string }>();
  const maps = useMaps(place.id);
  const map = mainMap(maps.data)?.id ?? "";
  const [by, setBy] = useState("");
  const dimensions = useDimensions(place.id, map);
  const measures = useMeasures(place.id, { map, by: by ? [by] : [], measure: chosen ? [chosen] : [] });
  const reading = useReading(place.id, map);
  const found = measures.data ?? [];
  const known = reading.data;
  const cuts = (dimensions.data ?? []).filter((one) => !one.name.startsWith("period:") && one.name !== "question");
  const names = known?.names ?? {};
  if (measures.data && !found.length && !chosen) {
    return (
      <Page title={t("measures.title")}>
        <EmptyState
          drawing="evidence"
          title={t("measures.empty.title")}
          says={t("measures.empty.says")}
          action={
            <ButtonLink look="primary" icon="upload" href={place.href("/evidence")}>
              {t("measures.empty.action")}
            </ButtonLink>
          }
        />
      </Page>
    );
  }
  return (
    <Page
      width="wide"
      title={measures.data ? headlineOf(found, chosen, t, format) : <Skeleton lines={1} width="50%" />}
      lead={known ? t("measures.lead", { answers: known.answers, responses: known.responses, period: format.period(known.period) }) : undefined}
      busy={measures.isPending}
      actions={
        <>
          {dimensions.data?.some((one) => one.name === "segment:account") ? <ButtonLink href={place.href(`/accounts/${map}`)}>{t("measures.accounts")}</ButtonLink> : null}
          {chosen ? <ButtonLink href={place.href("/measures")}>{t("measures.all")}</ButtonLink> : null}
        </>
      }
      filters={
        <Select
          label={t("measures.by")}
          choices={[{ id: "whole", label: t("measures.by.whole") }, ...cuts.map((one) => ({ id: one.name, label: dimensionWord(one.name, t) }))]}
          value={by || "whole"}
          onChange={(id) => setBy(id === "whole" ? "" : id)}
        />
      }
    >
      {chosen && found[0] ? <Trend measure={found[0].measure} map={map} by={by} names={names} /> : null}
      {by ? found.map((one) => <Cut key={one.measure.id} one={one} map={map} by={by} names={names} />) : <Whole found={found} map={map} />}
    </Page>
  );
}

export function dimensionWord(name: string, t: ReturnType<typeof useT>): string {
  if (name.startsWith("segment:")) return name.slice("segment:".length);
  return t.dynamic(`measures.dimension.${name}`);
}

/** One row per measure: how it stands, against its target, and the way to its trend. */
function Whole({ found, map }: { readonly found: readonly Measured[]; readonly map: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const columns: readonly Column<Measured>[] = [
    {
      id: "name",
      title: t("measures.column.measure"),
      cell: (one) => (
        <>
          <Link href={place.href(`/measures/${one.measure.id}`)}>{one.measure.name}</Link>
          <small className="oi-measures__formula">{one.measure.formula}</small>
        </>
      ),
    },
    { id: "value", title: t("measures.column.value"), numeric: true, width: 150, cell: (one) => <Value row={one.rows[0]} rows={{ measure: one.measure.id, map }} title={one.measure.name} /> },
    { id: "n", title: t("measures.column.n"), numeric: true, width: 90, cell: (one) => format.number(one.rows[0]?.estimate.n ?? null) },
    { id: "bar", title: t("measures.column.bar"), width: 200, cell: (one) => <Bar one={one} row={one.rows[0]} /> },
    { id: "target", title: t("measures.column.target"), width: 150, cell: (one) => <Target measure={one.measure} row={one.rows[0]} /> },
  ];
  return <Table label={t("measures.title")} columns={columns} rows={found} rowKey={(one) => one.measure.id} />;
}

/** One measure cut by a dimension: a row per value, too little to say marked as that. */
function Cut({ one, map, by, names }: { readonly one: Measured; readonly map: string; readonly by: string; readonly names: Readonly<Record<string, string>> }): ReactNode {
  const t = useT();
  const format = useFormat();
  const rows = one.rows.filter((row) => row.estimate.n > 0);
  if (!rows.length) return null;
  const columns: readonly Column<MeasureRow>[] = [
    { id: "key", title: one.measure.label, cell: (row) => <strong>{keyWord(row.keys[0] ?? null, names, t("measures.unsaid"), format)}</strong> },
    { id: "value", title: t("measures.column.value"), numeric: true, width: 150, cell: (row) => <Value row={row} rows={cut({ measure: one.measure.id, map }, [by], row)} title={one.measure.name} /> },
    { id: "n", title: t("measures.column.n"), numeric: true, width: 90, cell: (row) => format.number(row.estimate.n) },
    { id: "bar", title: t("measures.column.bar"), width: 220, cell: (row) => <Bar one={one} row={row} /> },
    { id: "few", title: t("measures.column.note"), width: 150, cell: (row) => (row.estimate.small ? <Tag tone="warn">{t("measures.few")}</Tag> : (row.verdict?.says ?? "")) },
  ];
  return (
    <section className="oi-measures__cut">
      <h2>{one.measure.name}</h2>
      <Table label={one.measure.name} columns={columns} rows={rows} rowKey={(row) => JSON.stringify(row.keys)} />
    </section>
  );
}

function Value({ row, rows, title }: { readonly row: MeasureRow | undefined; readonly rows: RowsAsked; readonly title: string }): ReactNode {
  const t = useT();
  if (!row) return "–";
  if (row.refused) return <span className="oi-faint">{row.refused.says}</span>;
  return row.estimate.value === null ? <span className="oi-faint">{t("measures.nothing")}</span> : <FigureWithRows rows={rows} stacked estimate={row.estimate} title={title} scale />;
}

function Bar({ one, row }: { readonly one: Measured; readonly row: MeasureRow | undefined }): ReactNode {
  const range = rangeOf(one.measure, one.rows);
  if (!row || row.estimate.value === null || !range) return null;
  return <IntervalBar estimate={row.estimate} from={range[0]} to={range[1]} words={false} {...(row.verdict?.target.value != null ? { target: row.verdict.target.value } : {})} />;
}
