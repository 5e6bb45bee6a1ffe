/** The way that a map draws, held against those that are walked: a picture, the table behind it, and the way to the map. */
import type { ReactNode } from "react";
import { useState } from "react";
import { ButtonLink, Card, EmptyState, Select, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useDesigned, type Designed as Found, type DesignedStep } from "../../data/journeys";
import { mainMap, useMaps } from "../../data/questions";
import { usePlace } from "../../session/place";
import { AsTable } from "./AsTable";
import { Compared } from "./Compared";
import { DesignedPicture } from "./DesignedPicture";
import { Panel } from "./Panel";
import type { PartProps } from "./PathsPage";
import { Share } from "./Share";
import { shareWord } from "./told";

export function Designed(part: PartProps): ReactNode {
  const { shown, onShown, name } = part;
  const t = useT();
  const place = usePlace();
  const [table, setTable] = useState(false);
  const maps = useMaps(place.id);
  const map = maps.data?.find((one) => one.id === shown.map) ?? mainMap(maps.data);
  const found = useDesigned(place.id, shown.side, map?.id ?? "");
  if (maps.data && !map) {
    return <EmptyState title={t("paths.designed.none.title")} says={t("paths.designed.none.says")} action={<ButtonLink href={place.href("/maps")}>{t("paths.designed.none.action")}</ButtonLink>} />;
  }
  const stepName = (step: string): string => found.data?.steps.find((one) => one.step === step)?.name ?? step;
  return (
    <>
      <Card className="oi-paths__card" title={t("paths.designed.title")} aside={<AsTable table={table} onTable={setTable} />} foot={t("paths.designed.foot")}>
        <div className="oi-paths__controls">
          {(maps.data?.length ?? 0) > 1 ? (
            <Select label={t("paths.designed.map")} labelHidden choices={(maps.data ?? []).map((one) => ({ id: one.id, label: one.title }))} value={map?.id ?? ""} onChange={(id) => onShown({ ...shown, map: id })} />
          ) : null}
          {map ? (
            <ButtonLink size="s" icon="map" href={place.href(`/maps/${map.id}`)}>
              {t("paths.designed.open", { map: map.title })}
            </ButtonLink>
          ) : null}
        </div>
        <Panel query={found} says={t("paths.waiting.designed")} height={360}>
          {(one) => <Held found={one} table={table} name={name} map={map?.id ?? ""} />}
        </Panel>
      </Card>
      <Compared part={part} of="designed" map={map?.id ?? ""} stepName={stepName} />
    </>
  );
}

function Held({ found, table, name, map }: { readonly found: Found; readonly table: boolean; readonly name: (touchpoint: string) => string; readonly map: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  if (!found.steps.some((one) => one.recorded)) {
    return <EmptyState small title={t("paths.designed.unseen.title")} says={t("paths.designed.unseen.says")} />;
  }
  return (
    <>
      <p className="oi-paths__said">
        {t("paths.designed.said", { touched: shareWord(found.touched, format), cases: found.cases, order: shareWord(found.in_order, format), complete: shareWord(found.complete, format) })}
      </p>
      {table ? <DesignedTable found={found} name={name} /> : <DesignedPicture found={found} name={name} map={map} />}
      {found.notes.map((note) => (
        <p key={note} className="oi-paths__note">
          {note}
        </p>
      ))}
    </>
  );
}

function DesignedTable({ found, name }: { readonly found: Found; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const steps = new Map(found.steps.map((one) => [one.step, one.name]));
  const columns: readonly Column<DesignedStep>[] = [
    { id: "stage", title: t("paths.designed.stage"), cell: (one) => found.stages[one.step] ?? "" },
    { id: "step", title: t("paths.funnel.step"), cell: (one) => <strong>{one.name}</strong> },
    { id: "visited", title: t("paths.designed.visited"), numeric: true, cell: (one) => (one.recorded ? <Share share={one.visited} title={t("paths.designed.visited")} /> : <span className="oi-faint">{t("paths.designed.unrecorded")}</span>) },
    { id: "skipped", title: t("paths.designed.skipped"), numeric: true, cell: (one) => <Share share={one.skipped} title={t("paths.designed.skipped")} /> },
    { id: "order", title: t("paths.designed.in-order"), numeric: true, cell: (one) => <Share share={one.in_order} title={t("paths.designed.in-order")} /> },
  ];
  const beside: readonly Column<Found["inserted"][number]>[] = [
    { id: "touchpoint", title: t("paths.designed.inserted"), cell: (one) => <strong>{name(one.touchpoint)}</strong> },
    { id: "after", title: t("paths.designed.after"), cell: (one) => steps.get(one.after) ?? t("paths.designed.before-all") },
    { id: "share", title: t("paths.column.share"), numeric: true, cell: (one) => <Share share={one.share} title={t("paths.column.share")} /> },
  ];
  return (
    <>
      <Table label={t("paths.designed.title")} columns={columns} rows={found.steps} rowKey={(one) => one.step} />
      {found.inserted.length ? (
        <div className="oi-paths__section">
          <Table label={t("paths.designed.inserted")} columns={beside} rows={found.inserted} rowKey={(one) => one.touchpoint} />
        </div>
      ) : null}
    </>
  );
}
