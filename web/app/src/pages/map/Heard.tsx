/** What customers said about what is selected: the quotes of the reading, newest first, and the way to all of them. */
import type { ReactNode } from "react";
import { useEffect } from "react";
import { Link, useFormat, useT } from "@outsidein/kit";
import { useSetting, type Filter, type NamedReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { NOBODY, writeAsked } from "../quotes/asked";
import { keyOf, type Inspected } from "./inspected";
import "./words";

const MOST = 4;

export interface HeardProps {
  readonly found: Inspected;
  readonly map: string;
  readonly reading: NamedReading | null;
  readonly filter: Filter;
}

export function Heard({ found, map, reading, filter }: HeardProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const [read, note] = useSetting(`read-quotes:${place.id}`);
  const shown = found.quotes.slice(0, MOST);
  const any = shown.length > 0;
  useEffect(() => {
    if (any && read !== true) note(true);
  }, [any, read, note]);
  const touchpoint = found.touchpoints.length === 1 && found.touchpoints[0] ? keyOf(found.touchpoints[0].id) : "";
  const all = writeAsked({ ...NOBODY, ...filter, map, touchpoint, step: touchpoint ? "" : found.step });
  return (
    <section aria-label={t("beside.heard")}>
      <h3>{found.comments ? t("beside.heard.count", { n: found.comments }) : t("beside.heard")}</h3>
      {any ? (
        shown.map((one) => (
          <blockquote key={one.comment} className="oi-inspector__quote">
            {one.text}
            <footer>{[reading?.names[`touchpoint:${keyOf(one.touchpoint)}`], one.time ? format.date(one.time) : ""].filter(Boolean).join(" · ")}</footer>
          </blockquote>
        ))
      ) : (
        <p className="oi-faint">{t("beside.heard.none")}</p>
      )}
      {found.comments > shown.length ? <Link href={place.href(`/evidence/quotes?${all}`)}>{t("beside.heard.all")}</Link> : null}
    </section>
  );
}
