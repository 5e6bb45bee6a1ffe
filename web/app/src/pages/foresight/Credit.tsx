/** Which touchpoints a goal is credited to, rule beside rule, so that nobody takes one of them for the truth. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, EmptyState, Figure, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useCredited, type Credited } from "../../data/foresight";
import { usePlace } from "../../session/place";
import { useWidth } from "../../shell/useWidth";
import { Answer, Notes } from "./Answer";
import { creditRows, usualGoal, type CreditRow } from "./credit";
import type { PartProps } from "./ForesightPage";
import { GoalSelect } from "./selects";

export function Credit({ overview, notion, name }: PartProps): ReactNode {
  const t = useT();
  const [goal, setGoal] = useState(() => usualGoal(overview.touchpoints));
  const query = useCredited(usePlace().id, notion, goal);
  return (
    <Card title={goal ? t("foresight.credit.title", { goal: name(goal) }) : t("foresight.part.credit")}>
      <div className="oi-foresight__controls">
        <GoalSelect label={t("foresight.credit.goal")} overview={overview} name={name} value={goal} onChange={setGoal} />
      </div>
      <Answer query={query} says={t("foresight.credit.waiting")}>
        {(found) => (found.conversions ? <Shown found={found} name={name} /> : <EmptyState small title={t("foresight.credit.none.title")} says={t("foresight.credit.none.says")} />)}
      </Answer>
    </Card>
  );
}

const ROW = 46;
const MARKS = ["M0-5.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z", "M-5-5h10v10h-10z", "M0-7l7 7l-7 7l-7-7z", "M0-6.5l6.5 11.5h-13z", "M0 6.5l6.5-11.5h-13z"] as const;

function Shown({ found, name }: { readonly found: Credited; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [box, whole] = useWidth(760);
  const rows = creditRows(found);
  const width = whole - 24;
  const most = Math.max(1, ...rows.map((row) => row.most));
  const x = (share: number): number => (share / most) * width;
  const rules = found.rules.map(({ rule }) => rule);
  const called = (rule: string): string => t.dynamic(`foresight.credit.rule.${rule}`);
  const columns: readonly Column<CreditRow>[] = [
    { id: "touchpoint", title: t("foresight.what-if.touchpoint"), cell: (row) => <strong>{name(row.touchpoint)}</strong> },
    ...rules.map((rule, at): Column<CreditRow> => {
      return { id: rule, title: called(rule), numeric: true, cell: (row) => (row.shares[at] ? <Figure estimate={row.shares[at]} title={called(rule)} decimals={1} /> : "–") };
    }),
  ];
  return (
    <>
      <p className="oi-foresight__said">{t("foresight.credit.said", { reached: found.conversions, journeys: format.number(found.journeys) })}</p>
      <ul className="oi-foresight__legend">
        {rules.map((rule, at) => (
          <li key={rule}>
            <svg width={16} height={16} viewBox="-8 -8 16 16" aria-hidden="true"><path className="oi-credit__mark" data-tone={at} d={MARKS[at]} /></svg>
            {called(rule)}
          </li>
        ))}
      </ul>
      <div ref={box}>
        <svg className="oi-credit" width={whole} height={rows.length * ROW + 26} viewBox={`-12 0 ${whole} ${rows.length * ROW + 26}`} role="img" aria-label={t("foresight.credit.spoken", { n: rows.length })}>
          {rows.map((row, at) => (
            <g key={row.touchpoint} transform={`translate(0 ${at * ROW})`}>
              <text className="oi-credit__name" x={-6} y={16}>{name(row.touchpoint)}</text>
              <line className="oi-credit__track" x1={0} x2={width} y1={30} y2={30} />
              <line className="oi-credit__range" x1={x(row.least)} x2={x(row.most)} y1={30} y2={30} />
              {row.shares.map((share, rule) =>
                share?.value == null ? null : (
                  <path key={rules[rule]} className="oi-credit__mark" data-tone={rule} d={MARKS[rule]} transform={`translate(${x(share.value)} 30)`}>
                    <title>{`${called(rules[rule] ?? "")}: ${format.percent(share.value, { decimals: 1 })}`}</title>
                  </path>
                ),
              )}
            </g>
          ))}
          <g className="oi-curves__tick" transform={`translate(0 ${rows.length * ROW + 16})`}>
            <text x={0}>{format.percent(0)}</text>
            <text x={width} textAnchor="end">{format.percent(most)}</text>
          </g>
        </svg>
      </div>
      <details>
        <summary>{t("foresight.table")}</summary>
        <Table label={t("foresight.part.credit")} columns={columns} rows={rows} rowKey={(row) => row.touchpoint} />
      </details>
      <Notes said={found.notes} />
    </>
  );
}
