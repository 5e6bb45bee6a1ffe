/** The funnel drawn: per step a bar of those who came in order, beside it those who came at all; the losses between. */
import type { ReactNode } from "react";
import { Fragment } from "react";
import { useFormat, useT } from "@outsidein/kit";
import type { Funnel } from "../../data/journeys";
import { Share, ShareBar } from "./Share";
import { lasting, percent, shareWord } from "./told";
import "./funnel.css";

export function FunnelPicture({ funnel, name }: { readonly funnel: Funnel; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const first = funnel.steps[0];
  const ofAll = first ? Math.max(0.0001, ...funnel.steps.map((one) => one.open_of_all.value ?? 0)) : 1;
  return (
    <ol className="oi-funnel" aria-label={t("paths.funnel.title")}>
      <li className="oi-funnel__heads" aria-hidden="true">
        <span>{t("paths.funnel.in-order")}</span>
        <span>{t("paths.funnel.at-all")}</span>
      </li>
      {funnel.steps.map((step, at) => {
        const lost = at && step.of_previous.value !== null ? 1 - step.of_previous.value : null;
        return (
          <Fragment key={at}>
            {at ? (
              <li className="oi-funnel__between">
                <span className="oi-funnel__drop">
                  {lost === null
                    ? t("paths.funnel.nobody")
                    : t("paths.funnel.lost", { share: format.percent(lost * 100, { decimals: lost < 0.1 ? 1 : 0 }), n: (funnel.steps[at - 1]?.ordered.value ?? 0) - (step.ordered.value ?? 0) })}
                </span>
                {step.time.median.value === null ? null : (
                  <span className="oi-funnel__time">
                    {t("paths.funnel.takes", { time: lasting(step.time.median.value, format), lower: lasting(step.time.lower.value, format), upper: lasting(step.time.upper.value, format) })}
                  </span>
                )}
              </li>
            ) : null}
            <li className="oi-funnel__step">
              <div className="oi-funnel__name">
                <span className="oi-steps__n">{at + 1}</span> <strong>{step.touchpoints.map(name).join(" / ")}</strong>
              </div>
              <div className="oi-funnel__ordered">
                <ShareBar share={step.of_first} />
                <span className="oi-funnel__figures">
                  <strong>{format.number(step.ordered.value)}</strong>
                  <Share share={step.of_first} title={t("paths.funnel.of-first")} />
                </span>
              </div>
              <div className="oi-funnel__open">
                <ShareBar share={step.open_of_all} of={ofAll} tone="soft" />
                <span className="oi-funnel__figures">
                  <span>{format.number(step.open.value)}</span>
                  <span className="oi-faint">{t("paths.funnel.of-all", { share: shareWord(step.open_of_all, format) })}</span>
                  <span className="oi-faint">{format.estimate(percent(step.open_of_all)).interval}</span>
                </span>
              </div>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
