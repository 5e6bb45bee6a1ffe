/** How a table is read, for a person to put right: sheet, direction, the lines of steps and stages, each lane. */
import { Select, useT } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import type { ReactNode } from "react";
import { linesOf, withHead, withLane, type Brought, type Plan, type Wish } from "./bringing";

const OUT = "-";
const NONE = -1;

export interface ReadingProps {
  readonly plan: Plan;
  readonly kinds: readonly Kind[];
  readonly brought: Brought;
  readonly onWish: (wish: Wish) => void;
}

export function Reading({ plan, kinds, brought, onWish }: ReadingProps): ReactNode {
  const t = useT();
  const lanes = new Map(kinds.flatMap((kind) => kind.lanes).map((lane) => [lane.of, lane.title]));
  for (const lane of plan.lanes) if (lane.of && !lanes.has(lane.of)) lanes.set(lane.of, lane.of);
  lanes.set("text", t("bringing.own"));
  const choices = [...[...lanes].map(([id, label]) => ({ id, label })), { id: OUT, label: t("bringing.out") }];
  const lines = linesOf(brought.table, plan.turned).map((said, at) => ({
    id: String(at),
    label: t("bringing.line", { n: at + 1, said }),
  }));
  const none = { id: String(NONE), label: t("bringing.none") };
  return (
    <section className="oi-bring" aria-label={t("bringing.reading")}>
      <h3>{t("bringing.reading")}</h3>
      <div className="oi-bring__lanes">
        {brought.sheets.length > 1 ? (
          <Select
            label={t("bringing.sheet")}
            value={plan.sheet}
            choices={brought.sheets.map((name) => ({ id: name, label: name }))}
            onChange={(sheet) => onWish({ plan: null, sheet })}
          />
        ) : null}
        <Select
          label={t("bringing.way")}
          value={plan.turned ? "down" : "across"}
          choices={["across", "down"].map((way) => ({ id: way, label: t("bringing.runs", { way }) }))}
          onChange={(way) => onWish({ plan: null, sheet: plan.sheet, turned: way === "down" })}
        />
        <Select
          label={t("bringing.steps")}
          value={String(plan.steps)}
          choices={[...lines, none]}
          onChange={(line) => onWish({ plan: withHead(plan, "steps", Number(line)) })}
        />
        <Select
          label={t("bringing.stages")}
          value={String(plan.stages)}
          choices={[...lines, none]}
          onChange={(line) => onWish({ plan: withHead(plan, "stages", Number(line)) })}
        />
      </div>
      <h4>{t("bringing.lanes")}</h4>
      <div className="oi-bring__lanes">
        {plan.lanes.map((lane) => (
          <Select
            key={lane.line}
            label={lane.name}
            value={lane.of || OUT}
            choices={choices}
            onChange={(of) => onWish({ plan: withLane(plan, lane.line, of === OUT ? "" : of) })}
          />
        ))}
      </div>
    </section>
  );
}
