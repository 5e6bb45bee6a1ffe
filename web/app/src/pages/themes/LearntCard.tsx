/** What a model learnt from people's labels, how often it is right, and how far the labels are from enough. */
import type { ReactNode } from "react";
import { ButtonLink, Card, Figure, ProgressBar, Table, useT } from "@outsidein/kit";
import type { Told } from "../../data/told";
import { usePlace } from "../../session/place";
import { percent, points } from "../../data/shares";

/** Labels from which on a model takes over (`insight.themes.learn.ENOUGH`). */
const ENOUGH = 200;

export function LearntCard({ told }: { readonly told: Told }): ReactNode {
  const t = useT();
  const place = usePlace();
  const { learnt } = told;
  const titles = new Map(told.themes.map((one) => [one.id, one.title]));
  return (
    <Card title={t("themes.model")}>
      {learnt.accuracy.value === null ? (
        <div className="oi-themes__toward">
          <ProgressBar label={t("themes.model.labels", { n: told.labels })} labelHidden value={told.labels / ENOUGH} says={t("themes.model.toward", { n: told.labels, of: ENOUGH })} />
          <p>{t("themes.model.how", { of: ENOUGH })}</p>
          {place.may("editor") ? (
            <ButtonLink size="s" href={place.href("/evidence/quotes")}>
              {t("themes.model.how.action")}
            </ButtonLink>
          ) : null}
        </div>
      ) : (
        <dl className="oi-themes__figures">
          {(
            [
              ["right", percent(learnt.accuracy)],
              ["usual", percent(learnt.baseline)],
              ["gain", points(learnt.gain)],
            ] as const
          ).map(([what, estimate]) => (
            <div key={what}>
              <dt>{t(`themes.model.${what}`)}</dt>
              <dd>
                <Figure size="l" estimate={estimate} title={t(`themes.model.${what}`)} signed={what === "gain"} showN={what === "right"} stacked />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {learnt.scores.length ? (
        <Table
          label={t("themes.model.each")}
          rows={learnt.scores}
          rowKey={(one) => one.theme}
          columns={[
            { id: "theme", title: t("themes.model.theme"), cell: (one) => titles.get(one.theme) ?? one.theme },
            { id: "right", title: t("themes.model.precision"), width: 220, cell: (one) => <Figure estimate={percent(one.right)} title={t("themes.model.precision")} /> },
            { id: "found", title: t("themes.model.recall"), width: 220, cell: (one) => <Figure estimate={percent(one.found)} title={t("themes.model.recall")} /> },
          ]}
        />
      ) : null}
      <ul className="oi-themes__notes" aria-label={t("themes.notes")}>
        {learnt.notes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Card>
  );
}
