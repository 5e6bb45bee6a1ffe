/** Every opportunity: the question, where it hurts, how it felt when it was opened, how far it is. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, ButtonLink, EmptyState, Figure, Link, Page, Skeleton, Table, Tag, useT, type Column } from "@outsidein/kit";
import { useParams } from "wouter";
import { useActions, type OpenedOpportunity } from "../../data/actions";
import { mainMap, useMaps, useReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { OpenOpportunity } from "../actions/OpenOpportunity";
import { StateMenu, STATE_TONES } from "../actions/StateMenu";
import "../actions/actions.css";

export function OpportunitiesPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { opportunity: chosen } = useParams<{ opportunity?: string }>();
  const actions = useActions(place.id);
  const maps = useMaps(place.id);
  const [opening, setOpening] = useState(false);
  const map = mainMap(maps.data);
  const reading = useReading(place.id, opening ? (map?.id ?? "") : "");
  const all = actions.data?.opportunities ?? [];
  const mapOf = (key: string): string => maps.data?.find((one) => one.key === key)?.id ?? "";
  const columns: readonly Column<OpenedOpportunity>[] = [
    {
      id: "question",
      title: t("actions.column.question"),
      cell: (one) => (
        <>
          <strong>{one.question}</strong>
          <small className="oi-action__under">{one.finding?.says ?? ""}</small>
        </>
      ),
    },
    { id: "where", title: t("actions.column.where"), cell: (one) => <Link href={place.href(`/maps/${mapOf(one.map)}?at=${encodeURIComponent(one.where)}`)}>{one.title}</Link> },
    { id: "level", title: t("actions.column.level"), numeric: true, cell: (one) => (one.finding ? <Figure stacked size="s" estimate={one.finding.level} title={one.title} /> : "–") },
    { id: "score", title: t("actions.column.score"), numeric: true, cell: (one) => (one.score ? <Figure stacked size="s" estimate={one.score} title={one.score_name} /> : "–") },
    { id: "owner", title: t("actions.column.owner"), cell: (one) => one.owner || "–" },
    { id: "state", title: t("actions.column.state"), cell: (one) => (place.may("editor") ? <StateMenu id={one.id} state={one.state} /> : <Tag tone={STATE_TONES[one.state]}>{t(`actions.state.${one.state}`)}</Tag>) },
  ];
  const open = all.filter((one) => one.state === "open" || one.state === "proposed").length;
  const led = new Set((actions.data?.initiatives ?? []).map((one) => one.opportunity)).size;
  return (
    <Page
      width="wide"
      title={actions.data ? t("actions.opportunities.headline", { open }) : <Skeleton lines={1} width="50%" />}
      lead={all.length ? t("actions.opportunities.lead", { all: all.length, led }) : undefined}
      actions={
        map && place.may("editor") ? (
          <Button look="primary" icon="plus" onPress={() => setOpening(true)}>
            {t("actions.open")}
          </Button>
        ) : null
      }
    >
      {actions.data ? (
        <Table
          label={t("actions.opportunities")}
          columns={columns}
          rows={all}
          rowKey={(one) => one.id}
          rowTone={(one) => (one.id === chosen ? "accent" : "plain")}
          empty={
            <EmptyState
              drawing="journey"
              title={t("actions.opportunities.empty.title")}
              says={t("actions.opportunities.empty.says")}
              action={
                <ButtonLink look="primary" href={place.href("/hotspots")}>
                  {t("actions.opportunities.empty.action")}
                </ButtonLink>
              }
            />
          }
        />
      ) : null}
      {opening && map ? <OpenOpportunity map={map.id} reading={reading.data ?? null} where="" onClose={() => setOpening(false)} /> : null}
    </Page>
  );
}
