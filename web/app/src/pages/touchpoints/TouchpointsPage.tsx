/** Every touchpoint of the workspace, told once: kind, channel, who has it in hand, where it is met, how it feels. */
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { EmptyState, IntervalBar, Link, Page, SearchField, Skeleton, Table, Tag, useT, type Column, type Sorting, type Tone } from "@outsidein/kit";
import type { Estimate, Touchpoint } from "@outsidein/schema";
import { mainMap, useInventory, useKinds, useMaps, useReading, type Used } from "../../data/questions";
import { usePlace } from "../../session/place";
import { keyOf } from "../map/inspected";
import { Add } from "../cast/Add";
import { termOf } from "../cast/terms";
import "../cast/cast.css";

export const KIND_TONES: Readonly<Record<string, Tone>> = { interactive: "org", human: "human", static: "plain" };

interface Row extends Used<Touchpoint> {
  readonly level: Estimate | null;
}

export function TouchpointsPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const inventory = useInventory(place.id);
  const kinds = useKinds();
  const maps = useMaps(place.id);
  const reading = useReading(place.id, mainMap(maps.data)?.id ?? "");
  const [search, setSearch] = useState("");
  const [sorting, setSorting] = useState<Sorting>({ by: "name", down: false });
  const terms = kinds.data?.[0]?.terms;
  const rows = useMemo(() => {
    const levels = new Map((reading.data?.touchpoints ?? []).map((one) => [keyOf(one.touchpoint), one.measures.find(([id]) => id === "emotional-level")?.[1] ?? null]));
    const wanted = search.trim().toLocaleLowerCase();
    const found = (inventory.data?.touchpoints ?? [])
      .map((one): Row => ({ ...one, level: levels.get(keyOf(one.record.id)) ?? null }))
      .filter((one) => !wanted || one.record.name.toLocaleLowerCase().includes(wanted));
    const value = (row: Row): string | number => (sorting.by === "level" ? (row.level?.value ?? -1) : sorting.by === "steps" ? row.maps.reduce((sum, one) => sum + one.steps.length, 0) : row.record.name);
    found.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
    return sorting.down ? found.reverse() : found;
  }, [inventory.data, reading.data, search, sorting]);
  const all = inventory.data?.touchpoints.length ?? 0;
  const columns: readonly Column<Row>[] = [
    { id: "name", title: t("cast.touchpoint"), sortable: true, cell: (row) => <Link href={place.href(`/touchpoints/${encodeURIComponent(row.record.id)}`)}>{row.record.name}</Link> },
    { id: "kind", title: t("cast.kind"), cell: (row) => <Tag tone={KIND_TONES[row.record.kind ?? "interactive"] ?? "plain"}>{termOf(terms, "kinds", row.record.kind ?? "interactive")}</Tag> },
    { id: "channel", title: t("cast.channel"), cell: (row) => termOf(terms, "channels", row.record.channel ?? "") },
    { id: "owner", title: t("cast.owner"), cell: (row) => termOf(terms, "owners", row.record.owner ?? "brand") },
    { id: "steps", title: t("cast.met"), sortable: true, cell: (row) => <span className="oi-cast__met">{row.maps.flatMap((one) => one.steps.map((step) => step.name)).join(", ") || t("cast.met.never")}</span> },
    { id: "level", title: t("cast.level"), sortable: true, width: 170, cell: (row) => (row.level ? <IntervalBar estimate={row.level} from={1} to={10} /> : <span className="oi-faint">–</span>) },
  ];
  return (
    <Page
      width="wide"
      title={inventory.data ? t("cast.touchpoints.headline", { n: all }) : <Skeleton lines={1} width="40%" />}
      lead={t("cast.touchpoints.lead")}
      actions={<Add type="touchpoint" />}
      filters={<SearchField label={t("cast.search")} value={search} onChange={setSearch} />}
    >
      {inventory.data ? (
        <Table label={t("cast.touchpoints")} columns={columns} rows={rows} rowKey={(row) => row.record.id} sorting={sorting} onSort={setSorting} empty={<EmptyState drawing="touchpoint" title={t("cast.touchpoints.empty")} says={t("cast.touchpoints.empty.says")} />} />
      ) : null}
    </Page>
  );
}
