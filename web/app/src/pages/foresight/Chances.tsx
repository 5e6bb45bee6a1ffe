/** Who will leave or come to a touchpoint: the verdict against the base rate, the split, the calibration, today's chances. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Callout, Card, Figure, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useForetold, type Bin, type Foretold } from "../../data/foresight";
import { usePlace } from "../../session/place";
import { percent } from "../../data/shares";
import { Answer, Notes } from "./Answer";
import type { PartProps } from "./ForesightPage";
import { Reliability } from "./Reliability";
import { GoalSelect, WithinSelect } from "./selects";

export function Chances({ overview, notion, name }: PartProps): ReactNode {
  const t = useT();
  const [goal, setGoal] = useState("");
  const [within, setWithin] = useState("");
  const query = useForetold(usePlace().id, notion, goal, within);
  return (
    <Card title={goal ? t("foresight.chances.title.goal", { goal: name(goal) }) : t("foresight.chances.title")}>
      <div className="oi-foresight__controls">
        <GoalSelect label={t("foresight.chances.what")} none={t("foresight.chances.leave")} overview={overview} name={name} value={goal} onChange={setGoal} />
        <WithinSelect label={t("foresight.chances.within")} value={within} onChange={setWithin} />
      </div>
      <Answer query={query} says={t("foresight.chances.waiting")}>
        {(found) => <Shown found={found} />}
      </Answer>
    </Card>
  );
}

function Shown({ found }: { readonly found: Foretold }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [outcome, , ...notes] = found.said;
  const columns: readonly Column<Bin>[] = [
    { id: "told", title: t("foresight.chances.told"), numeric: true, cell: (one) => format.percent(one.told * 100, { decimals: 1 }) },
    { id: "true", title: t("foresight.chances.true"), numeric: true, cell: (one) => <Figure estimate={percent(one.true)} title={t("foresight.chances.true")} decimals={1} /> },
    { id: "n", title: t("foresight.n"), numeric: true, cell: (one) => format.number(one.true.n) },
  ];
  return (
    <>
      <Callout tone={found.beats ? "good" : "warning"} word={t(found.beats ? "foresight.chances.beats" : "foresight.chances.beats-not")} title={found.skill.said}>
        {outcome}
      </Callout>
      <div className="oi-foresight__two">
        <Reliability found={found} />
        <div className="oi-foresight__facts">
          <dl>
            <dt>{t("foresight.chances.base")}</dt>
            <dd><Figure estimate={found.base} title={t("foresight.chances.base")} decimals={1} showN /></dd>
            <dt>{t("foresight.chances.happened")}</dt>
            <dd><Figure estimate={found.happened} title={t("foresight.chances.happened")} decimals={1} showN /></dd>
            <dt>{t("foresight.chances.ranking")}</dt>
            <dd><Figure estimate={found.ranking} title={t("foresight.chances.ranking")} decimals={2} /></dd>
            <dt>{t("foresight.chances.learnt")}</dt>
            <dd>{format.date(found.learnt_at)}</dd>
            <dt>{t("foresight.chances.judged")}</dt>
            <dd>{t("foresight.chances.from-to", { from: format.date(found.judged_at), to: format.date(found.now) })}</dd>
            <dt>{t("foresight.chances.today")}</dt>
            <dd>{t("foresight.chances.cases", { n: found.cases })}</dd>
          </dl>
          <ul className="oi-foresight__legend">
            <li><i className="oi-foresight__key oi-foresight__key--perfect" />{t("foresight.chances.perfect")}</li>
            <li><i className="oi-foresight__key oi-foresight__key--base" />{t("foresight.chances.base-line")}</li>
            <li><i className="oi-foresight__key oi-foresight__key--off" />{t("foresight.chances.off")}</li>
          </ul>
        </div>
      </div>
      <details>
        <summary>{t("foresight.table")}</summary>
        <Table label={t("foresight.chances.title")} columns={columns} rows={found.calibration.bins} rowKey={(one) => String(one.told)} />
      </details>
      <Notes said={[...notes, ...found.warnings.map((one) => one.says)]} />
    </>
  );
}
