/** The maps of a workspace: which there are, how they feel, which need a look; beginning new ones. */
import { Button, EmptyState, later, Page, SearchField, Skeleton, useFormat, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { Suspense, useMemo, useState } from "react";
import { useSearch } from "wouter";
import { useKinds, useMaps } from "../../data/questions";
import { usePlace } from "../../session/place";
import { useCommands } from "../../shell/commands";
import { Trouble } from "../../shell/Trouble";
import { MapCard } from "./MapCard";
import { NewMap } from "./NewMap";
import { Trash } from "./Trash";
import "./maps.css";

const BringMap = later(async () => (await import("./BringMap")).BringMap);

/** From how many maps on a search is worth its place. */
const MANY = 7;

export function MapsPage(): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const { data: maps, error, refetch } = useMaps(place.id);
  const { data: kinds } = useKinds();
  const edits = place.may("editor");
  // An empty workspace's first way to begin leads here with ?new.
  const asked = new URLSearchParams(useSearch()).has("new") && edits;
  const [begin, setBegin] = useState<"" | "new" | "file">(asked ? "new" : "");
  const [written, setWritten] = useState("");
  const [now] = useState(() => Date.now());
  useCommands(
    useMemo(
      () =>
        edits
          ? [
              { id: "maps new", label: t("maps.new"), icon: "plus", onAction: () => setBegin("new") },
              { id: "maps file", label: t("maps.import"), icon: "upload", onAction: () => setBegin("file") },
            ]
          : [],
      [edits, t],
    ),
  );
  if (error) return <Trouble thrown={error} retry={() => void refetch()} />;

  const kindName = (id: string): string => kinds?.find((one) => one.id === id)?.name ?? "";
  const wanted = written.trim().toLowerCase();
  const shown = maps?.filter((one) => [one.title, one.owner, kindName(one.kind)].join(" ").toLowerCase().includes(wanted));
  const latest = maps?.[0];
  const overdue = maps?.filter((one) => one.overdue).length ?? 0;
  return (
    <Page
      busy={!maps}
      title={maps?.length ? t("maps.title", { n: maps.length, overdue }) : t("shell.nav.maps")}
      lead={
        latest
          ? t("maps.lead", { title: latest.title, who: latest.changed_by || t("maps.somebody"), when: format.relative(latest.changed, now) })
          : null
      }
      actions={
        edits && maps?.length ? (
          <>
            <Button icon="upload" onPress={() => setBegin("file")}>
              {t("maps.import")}
            </Button>
            <Button look="primary" icon="plus" onPress={() => setBegin("new")}>
              {t("maps.new")}
            </Button>
          </>
        ) : null
      }
      filters={
        maps && maps.length >= MANY ? (
          <SearchField label={t("maps.find")} labelHidden placeholder={t("maps.find")} value={written} onChange={setWritten} className="oi-maps__find" />
        ) : null
      }
    >
      {shown?.length ? (
        <ul className="oi-maps">
          {shown.map((map) => (
            <MapCard key={map.id} map={map} kind={kinds?.find((one) => one.id === map.kind)} now={now} />
          ))}
        </ul>
      ) : null}
      {!maps ? <Waiting /> : null}
      {maps && !maps.length ? <None edits={edits} onBegin={setBegin} /> : null}
      {maps?.length && !shown?.length ? <EmptyState small drawing="broken" title={t("maps.none_found", { text: written })} /> : null}
      {edits ? <Trash /> : null}
      {begin === "file" ? (
        <Suspense>
          <BringMap open kinds={kinds ?? []} onClose={() => setBegin("")} />
        </Suspense>
      ) : null}
      <NewMap begin={begin === "file" ? "" : begin} onClose={() => setBegin("")} kinds={kinds ?? []} />
    </Page>
  );
}

function Waiting(): ReactNode {
  return (
    <div className="oi-maps">
      <Skeleton height={238} />
      <Skeleton height={238} />
      <Skeleton height={238} />
    </div>
  );
}

function None({ edits, onBegin }: { readonly edits: boolean; readonly onBegin: (how: "new" | "file") => void }): ReactNode {
  const t = useT();
  return (
    <EmptyState
      drawing="journey"
      title={t("maps.none")}
      says={edits ? t("maps.none.says") : t("maps.none.waits")}
      action={
        edits ? (
          <>
            <Button look="primary" icon="plus" onPress={() => onBegin("new")}>
              {t("maps.new")}
            </Button>
            <Button icon="upload" onPress={() => onBegin("file")}>
              {t("maps.import")}
            </Button>
          </>
        ) : null
      }
    />
  );
}
