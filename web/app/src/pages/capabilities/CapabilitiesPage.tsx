/**
 * What the organisation is able to do and the channels it is met in: told once in the library, with every use on the maps.
 * What lives here: the two tables. Not here: adding, changing and removing (cast).
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, EmptyState, Link, Page, Skeleton, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useInventory, useMaps, type SharedTerm, type Used } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Add } from "../cast/Add";
import { Remove } from "../cast/Remove";
import { EditTerm } from "./EditTerm";
import "../cast/cast.css";

const KINDS = ["capability", "channel"] as const;

export function CapabilitiesPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { data } = useInventory(place.id);
  return (
    <Page width="wide" title={data ? t("cast.capabilities.headline", { n: data.capabilities.length, channels: data.channels.length }) : <Skeleton lines={1} width="40%" />} lead={t("cast.capabilities.lead")}>
      {data
        ? KINDS.map((kind) => (
            <Card key={kind} title={t(`cast.terms.${kind}`)} aside={<Add type={kind} />}>
              <Terms kind={kind} terms={kind === "capability" ? data.capabilities : data.channels} />
            </Card>
          ))
        : null}
    </Page>
  );
}

function Terms({ kind, terms }: { readonly kind: (typeof KINDS)[number]; readonly terms: readonly Used<SharedTerm>[] }): ReactNode {
  const t = useT();
  const place = usePlace();
  const format = useFormat();
  const [open, setOpen] = useState("");
  const canEdit = place.may("editor");
  const columns: readonly Column<Used<SharedTerm>>[] = [
    { id: "name", title: t("cast.name"), cell: ({ record }) => (canEdit ? <EditTerm key={record.name} term={record} open={open === record.id} onOpen={(yes) => setOpen(yes ? record.id : "")} /> : record.name) },
    { id: "owner", title: t("cast.owner"), cell: ({ record }) => record.owner || <span className="oi-faint">–</span> },
    { id: "uses", title: t("cast.uses"), cell: ({ uses }) => <Uses uses={uses} /> },
    { id: "used", title: t("cast.used"), numeric: true, width: 80, cell: ({ used }) => format.number(used) },
    ...(canEdit ? [{ id: "remove", title: t("cast.remove.column"), titleHidden: true, cell: ({ record }: Used<SharedTerm>) => <Remove record={record.id} name={record.name} onRemoved={() => undefined} /> }] : []),
  ];
  return <Table label={t(`cast.terms.${kind}`)} columns={columns} rows={terms} rowKey={({ record }) => record.id} empty={<EmptyState small title={t(`cast.terms.${kind}.empty`)} says={t(`cast.terms.${kind}.says`)} />} />;
}

/** Where maps name it, each a link to that place. */
function Uses({ uses }: { readonly uses: Used<SharedTerm>["uses"] }): ReactNode {
  const t = useT();
  const place = usePlace();
  const maps = useMaps(place.id);
  if (!uses.length) return <span className="oi-faint">{t("cast.uses.none")}</span>;
  return (
    <ul className="oi-cast__uses">
      {uses.map((one) => {
        const map = maps.data?.find((other) => other.key === one.map);
        const words = `${one.title}: ${one.name}`;
        return <li key={`${one.map} ${one.record}`}>{map ? <Link href={place.href(`/maps/${map.id}?at=${encodeURIComponent(one.record)}`)}>{words}</Link> : words}</li>;
      })}
    </ul>
  );
}
