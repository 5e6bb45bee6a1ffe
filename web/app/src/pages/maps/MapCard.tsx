/** A map in the list: its curve (or how a map of its structure looks), what it is, who answers for it, whether it needs a look. */
import type { Kind } from "@outsidein/schema";
import { Icon, IconButton, Link, Menu, Pill, toast, useFormat, useT } from "@outsidein/kit";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { api, ask } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { MapSummary, NamedReading } from "../../data/questions";
import { keys, useReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Sketch } from "../settings/kinds/Sketch";
import { Thumbnail } from "./Thumbnail";
import { useCounts } from "./useCounts";

export interface MapCardProps {
  readonly map: MapSummary;
  /** Its kind, once that is known. */
  readonly kind: Kind | undefined;
  readonly now: number;
}

export function MapCard({ map, kind, now }: MapCardProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const box = useRef<HTMLLIElement>(null);
  const seen = useSeen(box);
  const { data: reading } = useReading(place.id, seen ? map.id : "");
  const href = place.href(`/maps/${map.id}`);
  const structure = kind?.structure ?? "chronological";
  const counts = useCounts(map, kind);
  return (
    <li ref={box} className="oi-maps-card">
      <div className="oi-maps-card__picture">
        {structure === "chronological" ? <Thumbnail reading={reading} /> : <Sketch of={structure} />}
      </div>
      <div className="oi-maps-card__body">
        <div className="oi-maps-card__head">
          <h2>
            <Link href={href} plain className="oi-maps-card__link">
              {map.title || t("maps.untitled")}
            </Link>
          </h2>
          <Acts map={map} />
        </div>
        <p className="oi-maps-card__kind">
          {[kind?.name, map.state && t("maps.state", { state: map.state.replace("-", "_") }), counts].filter(Boolean).join(" · ")}
        </p>
        <div className="oi-maps-card__pills">
          {map.overdue ? (
            <Pill tone="warn" icon="clock">
              {t("maps.overdue")}
            </Pill>
          ) : null}
          {map.locked ? <Pill icon="lock">{t("maps.locked")}</Pill> : null}
          {reading && reading.answers > 0 ? <Backed reading={reading} /> : null}
          {reading && reading.answers === 0 ? <Pill>{t("maps.assumptions")}</Pill> : null}
        </div>
        <p className="oi-maps-card__foot">
          {map.owner ? (
            <>
              <Icon name="person" size={13} />
              <span>{map.owner}</span>
            </>
          ) : (
            <span>{t("maps.no_owner")}</span>
          )}
          <time dateTime={map.changed} title={format.date(map.changed, { time: true })}>
            {format.relative(map.changed, now)}
          </time>
        </p>
      </div>
    </li>
  );
}

/** How fresh the answers are, and how much of the map they back. */
function Backed({ reading }: { readonly reading: NamedReading }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { newest, stale } = reading.freshness;
  const share = reading.coverage.value === null ? "none" : format.percent(reading.coverage.value);
  return (
    <Pill dot tone={stale ? "warn" : newest ? "good" : "plain"}>
      {t(stale ? "maps.ageing" : newest ? "maps.fresh" : "maps.undated", { share })}
    </Pill>
  );
}

function Acts({ map }: { readonly map: MapSummary }): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const path = { workspace: place.id, map: map.id };
  const renew = (): Promise<void> => client.invalidateQueries({ queryKey: keys.maps(place.id) });
  const complain = (thrown: unknown): void => void toast({ ...asProblem(thrown).first, tone: "bad" });
  const restore = async (): Promise<void> => {
    await ask(api.POST("/api/v1/workspaces/{workspace}/trash/{map}/restore", { params: { path } }));
    await renew();
  };
  const remove = async (): Promise<void> => {
    await ask(api.DELETE("/api/v1/workspaces/{workspace}/maps/{map}", { params: { path } }));
    await renew();
    const undo = { label: t("maps.undo"), onAction: () => void restore().catch(complain) };
    toast({ says: t("maps.removed", { title: map.title }), action: undo });
  };
  const open = { id: "open", label: t("maps.open"), icon: "right", onAction: () => navigate(place.href(`/maps/${map.id}`)) } as const;
  const bin = { id: "remove", label: t("maps.remove"), icon: "trash", danger: true, onAction: () => void remove().catch(complain) } as const;
  return (
    <Menu
      label={t("maps.acts_of", { title: map.title })}
      placement="bottom end"
      entries={place.may("editor") ? [open, "line", bin] : [open]}
      trigger={(menu) => <IconButton {...menu} icon="more" size="s" label={t("maps.acts_of", { title: map.title })} className="oi-maps-card__more" />}
    />
  );
}

/** Whether the element has come into view: what it shows is asked for only then. */
function useSeen(element: React.RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), { rootMargin: "200px" });
    watch.observe(watched);
    return () => watch.disconnect();
  }, [element]);
  return seen;
}
