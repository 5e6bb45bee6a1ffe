/** The personas of the workspace as cards: who they are, whom in the evidence they stand for, where they travel. */
import type { ReactNode } from "react";
import { Avatar, EmptyState, Link, Page, Skeleton, useT } from "@outsidein/kit";
import { useInventory } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Add } from "../cast/Add";
import "../cast/cast.css";

export function PersonasPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const inventory = useInventory(place.id);
  const all = inventory.data?.personas ?? [];
  return (
    <Page title={inventory.data ? t("cast.personas.headline", { n: all.length }) : <Skeleton lines={1} width="40%" />} lead={t("cast.personas.lead")} actions={<Add type="persona" />}>
      {inventory.data && !all.length ? <EmptyState drawing="persona" title={t("cast.personas.empty")} says={t("cast.personas.empty.says")} /> : null}
      <ul className="oi-personas">
        {all.map(({ record, maps }) => (
          <li key={record.id}>
            <Avatar person={{ id: record.id, name: record.name }} size={44} />
            <div>
              <h2>
                <Link href={place.href(`/personas/${encodeURIComponent(record.id)}`)}>{record.name}</Link>
              </h2>
              {record.summary ? <p>{record.summary}</p> : null}
              {record.quote ? <blockquote>{record.quote}</blockquote> : null}
              <small>{[record.segment?.map(([name, value]) => `${name}: ${value}`).join(", ") || t("cast.segment.none"), ...maps.map((one) => one.title)].join(" · ")}</small>
            </div>
          </li>
        ))}
      </ul>
    </Page>
  );
}
