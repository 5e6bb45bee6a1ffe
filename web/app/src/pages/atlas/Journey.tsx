/** One journey of the atlas: how it stands and why, how much of it is heard, its level, its worst place, where it opens. */
import type { ReactNode } from "react";
import { Icon, IntervalBar, Link, useFormat, useT } from "@outsidein/kit";
import type { AtlasBand } from "../../data/states";
import { usePlace } from "../../session/place";
import { Health } from "./Health";

interface JourneyProps {
  readonly band: AtlasBand;
  readonly depth: number;
  readonly idOf: (key: string) => string;
  readonly titles: readonly AtlasBand[];
}

export function Journey({ band, depth, idOf, titles }: JourneyProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const id = idOf(band.key);
  const state = band.state === "as-is" ? "" : t(`atlas.state.${band.state as "to-be" | "ideal"}`);
  return (
    <li className={`oi-atlas__band oi-atlas__band--${band.health}${depth ? " is-below" : ""}`}>
      <div className="oi-atlas__name">
        {id ? <Link href={place.href(`/maps/${id}`)}>{band.title}</Link> : band.title}
        {state ? <small>{state}</small> : null}
      </div>
      <Health health={band.health} />
      <p className="oi-atlas__why">{band.why.join(" ")}</p>
      {band.level?.value != null && band.level.low != null && band.level.high != null ? (
        <div className="oi-atlas__level">
          <span>{t("atlas.level", { level: format.number(band.level.value, { decimals: 1 }), low: format.number(band.level.low, { decimals: 1 }), high: format.number(band.level.high, { decimals: 1 }), n: format.number(band.level.n) })}</span>
          <IntervalBar estimate={band.level} from={1} to={10} words={false} />
        </div>
      ) : null}
      <p className="oi-atlas__heard">{band.holds || t("atlas.heard", { n: band.heard, all: band.steps })}</p>
      {band.worst ? (
        <p className="oi-atlas__worst">
          <Icon name="fire" size={14} /> {band.worst.title}
        </p>
      ) : null}
      {band.freshness?.stale ? <p className="oi-atlas__worst">{band.freshness.says}</p> : null}
      {band.opens.length ? (
        <ul className="oi-atlas__opens" aria-label={t("atlas.opens", { title: band.title })}>
          {band.opens.map((one) => {
            const to = idOf(one.to);
            const title = titles.find((other) => other.key === one.to)?.title ?? one.to;
            return (
              <li key={one.record}>
                {one.name} → {to ? <Link href={place.href(`/maps/${to}`)}>{title}</Link> : <em>{t("atlas.gone", { key: one.to })}</em>}
              </li>
            );
          })}
        </ul>
      ) : null}
    </li>
  );
}
