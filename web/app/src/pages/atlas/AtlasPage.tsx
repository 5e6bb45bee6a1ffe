/**
 * All journeys over the life cycle of a customer: what is mapped, what is heard, how it stands, and what nobody sees.
 * What lives here: the page. Not here: which journey stands where (laid.ts), one journey (Journey).
 */
import type { ReactNode } from "react";
import { Button, ButtonLink, Callout, Card, EmptyState, Link, Page, Skeleton, useFormat, useT } from "@outsidein/kit";
import { useMaps } from "../../data/questions";
import { useAtlas, type Atlas } from "../../data/states";
import { usePlace } from "../../session/place";
import { Health } from "./Health";
import { Journey } from "./Journey";
import { HEALTHS, laidOut } from "./laid";
import "./atlas.css";

export function AtlasPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const atlas = useAtlas(place.id);
  const found = atlas.data;
  if (found?.bands.length === 0) {
    return (
      <Page title={t("atlas.title")}>
        <EmptyState title={t("atlas.empty.title")} says={t("atlas.empty.says")} action={<ButtonLink look="primary" href={place.href("/maps")}>{t("atlas.empty.action")}</ButtonLink>} />
      </Page>
    );
  }
  return (
    <Page
      width="wide"
      title={found ? found.headline : <Skeleton lines={1} width="60%" />}
      lead={t("atlas.lead")}
      busy={atlas.isFetching}
      actions={<Button icon="download" onPress={() => window.print()}>{t("atlas.print")}</Button>}
    >
      {atlas.isError ? <Callout tone="error" title={t("atlas.failed")} /> : null}
      {found ? <Found atlas={found} /> : null}
    </Page>
  );
}

function Found({ atlas }: { readonly atlas: Atlas }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const maps = useMaps(place.id);
  const idOf = (key: string): string => maps.data?.find((one) => one.key === key)?.id ?? "";
  const phases = laidOut(atlas);
  return (
    <>
      <ul className="oi-atlas__legend" aria-label={t("atlas.legend")}>
        {HEALTHS.map((health) => (
          <li key={health}>
            <Health health={health} />
          </li>
        ))}
      </ul>
      <div className="oi-atlas" role="region" aria-label={t("atlas.cycle")} tabIndex={0}>
        <ol className="oi-atlas__cycle" style={{ gridTemplateColumns: phases.map((phase) => (phase.bands.length ? "minmax(190px, 1.5fr)" : "minmax(min-content, 1fr)")).join(" ") }}>
          {phases.map((phase) => (
            <li key={phase.id || "none"} className={`oi-atlas__phase${phase.offered ? "" : " is-own"}`}>
              <h2 title={phase.meaning || undefined}>{phase.name}</h2>
              {phase.bands.length ? (
                <ul className="oi-atlas__bands">
                  {phase.bands.map((laid) => (
                    <Journey key={laid.band.key} band={laid.band} depth={laid.depth} idOf={idOf} titles={atlas.bands} />
                  ))}
                </ul>
              ) : (
                <p className="oi-atlas__blind">
                  <span aria-hidden="true">○</span> {t("atlas.nobody")}
                </p>
              )}
            </li>
          ))}
        </ol>
      </div>
      <div className="oi-atlas__below">
        <Card title={t("atlas.coverage")}>
          <dl className="oi-atlas__facts">
            <div>
              <dt>{t("atlas.coverage.phases")}</dt>
              <dd>{t("atlas.of", { n: atlas.phases_mapped, all: atlas.phases.filter((one) => one.offered).length })}</dd>
            </div>
            {atlas.steps ? (
              <div>
                <dt>{t("atlas.coverage.steps")}</dt>
                <dd>
                  {t("atlas.of", { n: atlas.steps_heard, all: atlas.steps })} ({format.number((100 * atlas.steps_heard) / atlas.steps, { decimals: 0 })} %)
                </dd>
              </div>
            ) : null}
          </dl>
        </Card>
        <Card title={t("atlas.blind", { n: atlas.blind.length })}>
          {atlas.blind.length ? (
            <ul className="oi-atlas__spots">
              {atlas.blind.map((one, at) => (
                <li key={at}>{one.map && idOf(one.map) ? <Link href={place.href(`/maps/${idOf(one.map)}`)}>{one.says}</Link> : one.says}</li>
              ))}
            </ul>
          ) : (
            <p className="oi-faint">{t("atlas.blind.none")}</p>
          )}
        </Card>
      </div>
    </>
  );
}
