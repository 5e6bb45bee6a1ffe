/** Touchpoint by touchpoint: who comes, who comes twice or again, whose journey ends there. A table that is its picture. */
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { Card, Link, Table, useFormat, useT, type Column, type Sorting } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import { usePlaces, type PlaceVisited } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { Compared } from "./Compared";
import { Panel } from "./Panel";
import type { PartProps } from "./PathsPage";
import { Share, ShareBar } from "./Share";

type Figure = "reach" | "ended" | "repeated" | "returned";
const FIGURES: readonly Figure[] = ["reach", "ended", "repeated", "returned"];

export function Places(part: PartProps): ReactNode {
  const { shown, name, record } = part;
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const found = usePlaces(place.id, shown.side);
  const [sorting, setSorting] = useState<Sorting>({ by: "reach", down: true });
  const rows = useMemo(() => {
    const value = (one: PlaceVisited): number | string => (sorting.by === "name" ? name(one.touchpoint) : ((one as unknown as Record<string, Estimate>)[sorting.by]?.value ?? -1));
    const turn = sorting.down ? -1 : 1;
    return [...(found.data?.places ?? [])].sort((a, b) => {
      const [one, other] = [value(a), value(b)];
      return turn * (typeof one === "string" ? one.localeCompare(String(other)) : one - Number(other));
    });
  }, [found.data, sorting, name]);
  const columns: readonly Column<PlaceVisited>[] = [
    { id: "name", title: t("paths.column.touchpoint"), sortable: true, cell: (one) => <Named href={record(one.touchpoint) ? place.href(`/touchpoints/touchpoint:${record(one.touchpoint)}`) : ""} name={name(one.touchpoint)} /> },
    { id: "visits", title: t("paths.places.visits"), numeric: true, width: 90, sortable: true, cell: (one) => format.number(one.visits.value) },
    ...FIGURES.map(
      (id): Column<PlaceVisited> => ({
        id,
        title: t(`paths.places.${id}`),
        width: 190,
        sortable: true,
        cell: (one) => (
          <span className="oi-places__figure">
            <Share share={one[id]} title={t(`paths.places.${id}`)} />
            <ShareBar share={one[id]} tone={id === "ended" ? "warn" : "accent"} />
          </span>
        ),
      }),
    ),
  ];
  return (
    <>
      <Card className="oi-paths__card" title={t("paths.places.title")} foot={t("paths.places.foot")}>
        <Panel query={found} says={t("paths.waiting.places")}>
          {() => <Table label={t("paths.places.title")} columns={columns} rows={rows} rowKey={(one) => one.touchpoint} sorting={sorting} onSort={setSorting} />}
        </Panel>
      </Card>
      <Compared part={part} of="places" />
    </>
  );
}

/** A touchpoint that is on a map leads to all that is known of it. */
function Named({ href, name }: { readonly href: string; readonly name: string }): ReactNode {
  return href ? <Link href={href}>{name}</Link> : <strong>{name}</strong>;
}
