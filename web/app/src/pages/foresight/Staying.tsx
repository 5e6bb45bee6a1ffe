/** How long they stay, or take until a touchpoint: curves, by segment with the log-rank test, and the table behind. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, Figure, Select, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useStaying, type Staying as Found, type SurvivalCurve } from "../../data/foresight";
import { usePlace } from "../../session/place";
import { Answer, Notes } from "./Answer";
import { Curves } from "./Curves";
import type { PartProps } from "./ForesightPage";
import { GoalSelect, WithinSelect } from "./selects";

export function Staying({ overview, notion, name }: PartProps): ReactNode {
  const t = useT();
  const [goal, setGoal] = useState("");
  const [within, setWithin] = useState("");
  const [by, setBy] = useState("");
  const query = useStaying(usePlace().id, notion, goal, goal ? "" : within, by);
  const segments = query.data?.segments ?? [];
  return (
    <Card title={goal ? t("foresight.staying.title.goal", { goal: name(goal) }) : t("foresight.staying.title")}>
      <div className="oi-foresight__controls">
        <GoalSelect label={t("foresight.staying.until")} none={t("foresight.staying.silent")} overview={overview} name={name} value={goal} onChange={setGoal} />
        {goal ? null : <WithinSelect label={t("foresight.staying.within")} value={within} onChange={setWithin} />}
        {segments.length || by ? (
          <Select
            label={t("foresight.by")}
            choices={[{ id: "whole", label: t("foresight.by.whole") }, ...(segments.length ? segments : [by]).map((id) => ({ id, label: id }))]}
            value={by || "whole"}
            onChange={(id) => setBy(id === "whole" ? "" : id)}
          />
        ) : null}
      </div>
      <Answer query={query} says={t("foresight.staying.waiting")}>
        {(found) => <Shown found={found} goal={goal} />}
      </Answer>
    </Card>
  );
}

function Shown({ found, goal }: { readonly found: Found; readonly goal: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const curves = found.groups.length ? found.groups : [found.whole];
  const rows = found.groups.length ? [found.whole, ...found.groups] : [found.whole];
  const [verdict, ...notes] = found.chance === null ? ["", ...found.said] : found.said;
  const columns: readonly Column<SurvivalCurve>[] = [
    { id: "group", title: found.by || t("foresight.who"), cell: (one) => <strong>{one.group || t("foresight.everybody")}</strong> },
    { id: "n", title: t("foresight.n"), numeric: true, cell: (one) => format.number(one.customers) },
    { id: "left", title: goal ? t("foresight.staying.arrived") : t("foresight.staying.left"), numeric: true, cell: (one) => format.number(one.left) },
    { id: "median", title: t("foresight.staying.median"), numeric: true, cell: (one) => (one.median.value === null ? <span className="oi-faint">{t("foresight.staying.not-half")}</span> : <Figure estimate={one.median} title={t("foresight.staying.median")} decimals={1} />) },
    { id: "ratio", title: t("foresight.staying.ratio"), numeric: true, cell: (one) => (one.ratio?.value == null ? "–" : <Figure estimate={one.ratio} title={t("foresight.staying.ratio")} decimals={2} />) },
  ];
  return (
    <>
      {verdict && found.chance !== null ? (
        <p className="oi-foresight__said">
          {verdict} <span className="oi-faint">{t("foresight.staying.test", { p: found.chance < 0.001 ? "< 0.001" : `= ${format.number(found.chance, { decimals: 3 })}`, df: found.df })}</span>
        </p>
      ) : null}
      <Curves curves={curves} goal={goal} />
      <details>
        <summary>{t("foresight.table")}</summary>
        <Table label={t("foresight.staying.title")} columns={columns} rows={rows} rowKey={(one) => one.group} />
      </details>
      <Notes said={notes} />
    </>
  );
}
