/** Who comes back, by when they first came: a table whose ground is as strong as the share, with every number in it. */
import type { ReactNode } from "react";
import { Card, EmptyState, ToggleGroup, useFormat, useT } from "@outsidein/kit";
import { useRetention, type Cohort } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { Compared } from "./Compared";
import { Panel } from "./Panel";
import type { PartProps } from "./PathsPage";
import type { Shown } from "./shown";
import { monthWord, percent, shareWord } from "./told";
import "./return.css";

const MOST = 13;

export function Return(part: PartProps): ReactNode {
  const { shown, onShown, overview } = part;
  const t = useT();
  const customers = overview.notions.includes("customer");
  // A visit never comes back: it is customers who do.
  const side = customers ? { ...shown.side, notion: "customer" } : shown.side;
  const found = useRetention(usePlace().id, side, shown.every);
  return (
    <>
      <Card
        className="oi-paths__card"
        title={t("paths.return.title")}
        aside={
          <ToggleGroup
            label={t("paths.return.every")}
            segments={(["day", "week", "month"] as const).map((id) => ({ id, label: t(`paths.return.${id}`) }))}
            value={shown.every}
            onChange={(id) => onShown({ ...shown, every: id as Shown["every"] })}
          />
        }
        foot={t(customers ? "paths.return.foot" : "paths.return.foot.cases")}
      >
        <Panel query={found} says={t("paths.waiting.return")}>
          {({ cohorts }) => (cohorts.some((one) => one.retained.length > 1) ? <Heat cohorts={cohorts} every={shown.every} /> : <EmptyState small title={t("paths.return.short.title")} says={t("paths.return.short.says")} />)}
        </Panel>
      </Card>
      <Compared part={part} of="return" />
    </>
  );
}

function Heat({ cohorts, every }: { readonly cohorts: readonly Cohort[]; readonly every: Shown["every"] }): ReactNode {
  const t = useT();
  const format = useFormat();
  const longest = Math.min(MOST, Math.max(...cohorts.map((one) => one.retained.length)));
  const later = Array.from({ length: longest - 1 }, (_, at) => at + 1);
  // A weak return must not look strong for want of a stronger one.
  const most = Math.max(0.1, ...cohorts.flatMap((one) => one.retained.slice(1, longest).map((share) => share.value ?? 0)));
  return (
    <div className="oi-heat" role="region" aria-label={t("paths.return.title")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("paths.return.first")}</th>
            <th scope="col" className="oi-heat__n">{t("paths.return.size")}</th>
            {later.map((at) => (
              <th key={at} scope="col">{t(`paths.return.later.${every}`, { n: at })}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((one) => (
            <tr key={one.first}>
              <th scope="row">{every === "month" ? monthWord(one.first, format) : format.date(one.first)}</th>
              <td className="oi-heat__n">{format.number(one.size.value)}</td>
              {later.map((at) => {
                const share = one.retained[at];
                if (!share || share.value === null) return <td key={at} />;
                const strength = Math.round((100 * share.value) / most);
                const text = format.estimate(percent(share));
                return (
                  <td key={at} className="oi-heat__cell" style={{ "--strength": `${String(Math.round(strength * 0.7))}%` } as Record<string, string>} title={text.interval}>
                    <span>{shareWord(share, format)}</span>
                    <small>{text.interval}</small>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
