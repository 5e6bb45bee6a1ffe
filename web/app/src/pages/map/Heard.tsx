/** What customers said about what is selected: the quotes of the reading, newest first, and the way to all of them. */
import type { ReactNode } from "react";
import { useEffect } from "react";
import { Link, useFormat, useT } from "@outsidein/kit";
import { useSetting, type NamedReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { keyOf, type Inspected } from "./inspected";

const MOST = 4;

export interface HeardProps {
  readonly found: Inspected;
  readonly map: string;
  readonly reading: NamedReading | null;
}

export function Heard({ found, map, reading }: HeardProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const [read, note] = useSetting(`read-quotes:${place.id}`);
  const shown = found.quotes.slice(0, MOST);
  const any = shown.length > 0;
  useEffect(() => {
    if (any && read !== true) note(true);
  }, [any, read, note]);
  const query = found.touchpoints.length === 1 && found.touchpoints[0] ? `touchpoint=${encodeURIComponent(keyOf(found.touchpoints[0].id))}` : `step=${encodeURIComponent(found.step)}`;
  return (
    <section aria-label={t("map.heard")}>
      <h3>{found.comments ? t("map.heard.count", { n: found.comments }) : t("map.heard")}</h3>
      {any ? (
        shown.map((one) => (
          <blockquote key={one.comment} className="oi-inspector__quote">
            {one.text}
            <footer>{[reading?.names[`touchpoint:${keyOf(one.touchpoint)}`], one.time ? format.date(one.time) : ""].filter(Boolean).join(" · ")}</footer>
          </blockquote>
        ))
      ) : (
        <p className="oi-faint">{t("map.heard.none")}</p>
      )}
      {found.comments > shown.length ? <Link href={place.href(`/evidence/quotes?map=${map}&${query}`)}>{t("map.heard.all")}</Link> : null}
    </section>
  );
}
