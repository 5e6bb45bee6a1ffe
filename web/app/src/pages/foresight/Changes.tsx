/** What changed in how journeys are walked, found unaided: when on a line of time, and in a sentence each. */
import type { ReactNode } from "react";
import { Card, EmptyState, Figure, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useFoundChanges, type Changes as Found } from "../../data/foresight";
import { usePlace } from "../../session/place";
import { points } from "../../data/shares";
import { useWidth } from "../../shell/useWidth";
import { Answer, Notes } from "./Answer";
import type { PartProps } from "./ForesightPage";
import { daysBetween, happened, type Happened } from "./timeline";

export function Changes({ overview, notion }: PartProps): ReactNode {
  const t = useT();
  // Changes show visit by visit; a customer is there for too long to say when.
  const visits = overview.notions.find((one) => one !== "customer") ?? notion;
  const query = useFoundChanges(usePlace().id, visits);
  return (
    <Card title={t("foresight.changes.title")}>
      <Answer query={query} says={t("foresight.changes.waiting")}>
        {(found) => <Shown found={found} />}
      </Answer>
    </Card>
  );
}

const ROW = 30;
const TOP = 26;
/** Room for a date and for half of the one before it, which is not centred where it stands at the edge. */
const LABEL = 110;

function Shown({ found }: { readonly found: Found }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [box, whole] = useWidth(760);
  const rows = happened(found);
  const looked = t("foresight.changes.looked", { walks: found.walks, looks: found.looks, alpha: format.percent(found.alpha * 100) });
  if (!rows.length) return <EmptyState small drawing="evidence" title={t("foresight.changes.none")} says={looked} />;
  const width = whole - 8;
  const x = (part: number): number => part * width;
  const columns: readonly Column<Happened>[] = [
    { id: "at", title: "#", cell: (row) => row.number },
    { id: "when", title: t("foresight.changes.when"), cell: (row) => format.period(row.period) },
    { id: "before", title: t("foresight.changes.before"), numeric: true, cell: (row) => <Figure estimate={{ ...points(row.change.before), unit: "%" }} title={t("foresight.changes.before")} decimals={1} /> },
    { id: "during", title: t("foresight.changes.during"), numeric: true, cell: (row) => <Figure estimate={{ ...points(row.change.during), unit: "%" }} title={t("foresight.changes.during")} decimals={1} /> },
    { id: "difference", title: t("foresight.changes.difference"), numeric: true, cell: (row) => <Figure estimate={points(row.change.difference)} title={t("foresight.changes.difference")} signed decimals={1} /> },
  ];
  return (
    <>
      <div ref={box}>
        <svg className="oi-timeline" width={whole} height={TOP + rows.length * ROW + 6} viewBox={`-4 0 ${whole} ${TOP + rows.length * ROW + 6}`} role="img" aria-label={t("foresight.changes.spoken", { n: rows.length })}>
          {daysBetween(found.period, Math.max(2, Math.floor(width / LABEL))).map((month) => (
            <g key={month.day} className="oi-curves__tick">
              <line x1={x(month.part)} x2={x(month.part)} y1={TOP - 6} y2={TOP + rows.length * ROW} />
              <text x={x(month.part)} y={12} textAnchor={month.part > 0.95 ? "end" : month.part < 0.05 ? "start" : "middle"}>{format.date(month.day)}</text>
            </g>
          ))}
          {rows.map((row, at) => {
            const bar = Math.max(22, x(row.to) - x(row.from));
            const left = Math.min(x(row.from), width - bar);
            return (
              <g key={row.number} className="oi-timeline__row" data-up={(row.change.difference.value ?? 0) > 0} transform={`translate(0 ${TOP + at * ROW})`}>
                <line className="oi-credit__track" x1={0} x2={width} y1={11} y2={11} />
                <rect x={left} y={1} width={bar} height={20} rx={6} />
                <text x={left + 11} y={15} textAnchor="middle">{row.number}</text>
              </g>
            );
          })}
        </svg>
      </div>
      <ol className="oi-timeline__said">
        {rows.map((row) => (
          <li key={row.number} data-up={(row.change.difference.value ?? 0) > 0}>
            <strong>{format.period(row.period)}</strong> {row.says}
          </li>
        ))}
      </ol>
      <details>
        <summary>{t("foresight.table")}</summary>
        <Table label={t("foresight.changes.title")} columns={columns} rows={rows} rowKey={(row) => String(row.number)} />
      </details>
      <Notes said={[looked, ...found.notes]} />
    </>
  );
}
