/** The few numbers of the whole journey, each with its interval and n: loyalty first, then who was heard. */
import type { ReactNode } from "react";
import { Figure, Skeleton, useFormat, useT } from "@outsidein/kit";
import { FigureWithRows } from "../behind/FigureWithRows";
import { useMeasureNames, type NamedReading } from "../../data/questions";

const MOST = 3;

export function Numbers({ reading, map }: { readonly reading: NamedReading; readonly map: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const names = useMeasureNames();
  const { voices } = reading;
  const silent = voices.overall?.value ?? null;
  const worst = [...voices.voices].filter((one) => one.missing && !one.stage).sort((a, b) => (a.share.value ?? 0) - (b.share.value ?? 0))[0];
  return (
    <div className="oi-home__numbers">
      {reading.overall.slice(0, MOST).map(([measure, estimate]) => (
        <section key={measure} className="oi-home__number">
          <h2>{names(measure)}</h2>
          <FigureWithRows rows={{ measure, map }} estimate={estimate} title={names(measure)} size="l" scale signed={measure === "nps"} />
          <p>{t("kit.n", { n: format.number(estimate.n) })}</p>
        </section>
      ))}
      <section className="oi-home__number">
        <h2>{t("home.heard")}</h2>
        {voices.known && voices.overall && silent !== null ? (
          <>
            <Figure estimate={{ ...voices.overall, value: 100 - silent, low: 100 - (voices.overall.high ?? 0), high: 100 - (voices.overall.low ?? 0) }} title={t("home.heard")} size="l" />
            <p className={worst ? "oi-home__warn" : ""}>
              {worst ? t("home.heard.worst", { segment: worst.value, share: format.percent(worst.share.value) }) : t("home.heard.of", { people: voices.overall.n })}
            </p>
          </>
        ) : (
          <p>{t("home.heard.unknown")}</p>
        )}
      </section>
      <section className="oi-home__number">
        <h2>{t("home.coverage")}</h2>
        <Figure estimate={reading.coverage} title={t("home.coverage")} size="l" />
        <p>{t("home.coverage.of")}</p>
      </section>
    </div>
  );
}

/** The room that they will take. */
export function NumbersToCome(): ReactNode {
  return (
    <div className="oi-home__numbers" aria-hidden="true">
      {Array.from({ length: MOST + 1 }, (_, index) => (
        <section key={index} className="oi-home__number">
          <Skeleton lines={3} />
        </section>
      ))}
    </div>
  );
}
