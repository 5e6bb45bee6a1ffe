/**
 * The first page says what the evidence says, then what changed since one was here. What lives here: putting its parts
 * together. Not here: each part; the empty workspace (Beginning.tsx).
 */
import type { ReactNode } from "react";
import { ButtonLink, Card, EmptyState, Page, Pill, Skeleton, useFormat, useT } from "@outsidein/kit";
import type { MapSummary, NamedReading } from "../../data/questions";
import { mainMap, useKinds, useMaps, useReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { useCounts } from "../maps/useCounts";
import { Beginning } from "./Beginning";
import { Guide } from "./Guide";
import { News } from "./News";
import { Numbers, NumbersToCome } from "./Numbers";
import { CurveToCome, SmallCurve } from "./SmallCurve";
import "./home.css";

export function HomePage(): ReactNode {
  const workspace = usePlace();
  const maps = useMaps(workspace.id);
  if (!maps.data) return <Page title={<Skeleton lines={1} width="60%" />} busy />;
  const principal = mainMap(maps.data);
  return principal ? <Alive principal={principal} all={maps.data} /> : <Beginning />;
}

function Alive({ principal, all }: { readonly principal: MapSummary; readonly all: readonly MapSummary[] }): ReactNode {
  const t = useT();
  const workspace = usePlace();
  const reading = useReading(workspace.id, principal.id);
  const others = all.filter((one) => one.id !== principal.id);
  const kind = useKinds().data?.find((one) => one.id === principal.kind);
  const counts = useCounts(principal, kind);
  const found = reading.data;
  // A map without a curve (towers, actors, places) is no journey that answers could bend.
  const still = found?.curve.length === 0;
  const heard = found && found.answers > 0 && !still;
  return (
    <Page
      title={!found ? <span className="oi-home__to-come"><Skeleton lines={1} width="55%" /></span> : heard ? found.headline : still ? principal.title : t("home.noevidence.headline", { title: principal.title })}
      lead={!found ? <span className="oi-home__to-come"><Skeleton lines={1} width="45%" /></span> : heard ? found.lead : still ? kind?.meaning : t("home.noevidence.lead", { cards: principal.counts["card"] ?? 0 })}
      width="wide"
      busy={reading.isPending}
    >
      <div className="oi-home">
        <Card className="oi-home__map" title={principal.title} aside={found ? <Backed reading={found} /> : null}>
          {still ? (
            <EmptyState small drawing={kind?.structure} title={counts} says={kind?.name} action={<Open map={principal} />} />
          ) : (
            <>
              {found ? <SmallCurve reading={found} names={found.names} /> : <CurveToCome />}
              <Legend map={principal} believed={found?.curve.every((one) => one.level === null) ?? false} />
            </>
          )}
        </Card>
        <News map={principal} reading={found} pending={reading.isPending} />
      </div>
      {found ? <Numbers reading={found} map={principal.id} /> : <NumbersToCome />}
      <Guide reading={found} maps={all} />
      {others.length ? <Others maps={others} /> : null}
    </Page>
  );
}

function Backed({ reading }: { readonly reading: NamedReading }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { newest, stale } = reading.freshness;
  const age = newest ? t(stale ? "home.ageing" : "home.fresh") : t(reading.answers ? "home.undated" : "home.unheard");
  const words = [age, reading.coverage.value === null ? "" : t("home.backed", { share: format.percent(reading.coverage.value) })];
  return (
    <Pill dot tone={stale || !reading.answers ? "warn" : newest ? "good" : "plain"}>
      {words.filter(Boolean).join(" · ")}
    </Pill>
  );
}

function Open({ map }: { readonly map: MapSummary }): ReactNode {
  const t = useT();
  const workspace = usePlace();
  return (
    <ButtonLink look="ghost" size="s" iconAfter="right" href={workspace.href(`/maps/${map.id}`)}>
      {t("home.open")}
    </ButtonLink>
  );
}

function Legend({ map, believed }: { readonly map: MapSummary; readonly believed: boolean }): ReactNode {
  const t = useT();
  return (
    <p className="oi-home__legend">
      <span className={`oi-home__key oi-home__key--${believed ? "drawn" : "now"}`}>{t(believed ? "home.drawn" : "home.now")}</span>
      <span className="oi-home__key oi-home__key--target">{t("home.target")}</span>
      <span className="oi-home__key oi-home__key--moment">{t("home.moment")}</span>
      <Open map={map} />
    </p>
  );
}

function Others({ maps }: { readonly maps: readonly MapSummary[] }): ReactNode {
  const t = useT();
  const workspace = usePlace();
  return (
    <Card title={t("home.other")} className="oi-home__others">
      <ul>
        {maps.slice(0, 8).map((one) => (
          <li key={one.id}>
            <ButtonLink look="ghost" size="s" icon="map" href={workspace.href(`/maps/${one.id}`)}>
              {one.title}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
