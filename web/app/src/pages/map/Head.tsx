/**
 * The head of a map's page: what it is, whose answers count, how fresh they are, who else is here, what can be done with
 * it. What lives here: the bar. Not here: the choices behind it (Narrowing.tsx), the files (Export.tsx).
 */
import type { ReactNode } from "react";
import { Suspense, useState } from "react";
import { AvatarStack, Button, IconButton, later, Pill, useFormat, useT } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import type { MapStore, Presence, Status } from "@outsidein/store";
import type { NamedReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { PARTS, type Part } from "./parts";
import type { Shown } from "./shown";
import { useTopic } from "./useLiveMap";

const Narrowing = later(async () => (await import("./Narrowing")).Narrowing);
const Export = later(async () => (await import("./Export")).Export);
const Above = later(async () => (await import("../kin/Head")).Above);
const States = later(async () => (await import("../kin/Head")).States);
const Acts = later(async () => (await import("../kin/Head")).Acts);
const About = later(async () => (await import("./About")).About);

export interface HeadProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly reading: NamedReading | null;
  readonly failed: boolean;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  /** What stands beside the map; empty for nothing. */
  readonly beside: Part | "";
  readonly onBeside: (part: Part | "") => void;
  /** Open comments, for the badge of their button. */
  readonly said: number;
  readonly onShare: () => void;
  /** Share, history, comments: buttons of others. */
  readonly children?: ReactNode;
}

export function Head({ store, kind, map, reading, failed, shown, onShown, beside, onBeside, said, onShare, children }: HeadProps): ReactNode {
  const t = useT();
  const journey = useTopic(store, `record:${store.journey}`, () => store.get<"journey">(store.journey));
  const status = useTopic(store, "status", () => store.status);
  const others = useTopic(store, "presence", () => store.others);
  const place = usePlace();
  const format = useFormat();
  const [about, setAbout] = useState(false);
  const state = <Pill tone="accent">{t.dynamic(`map.state.${journey?.state ?? "as-is"}`)}</Pill>;
  return (
    <header className="oi-mappage__head">
      <Suspense>
        <Above map={map} />
      </Suspense>
      <h1 tabIndex={-1}>{journey?.title || t("map.title")}</h1>
      {status.canEdit && !status.locked ? <IconButton icon="settings" size="s" label={t("map.about")} onPress={() => setAbout(true)} /> : null}
      {about ? (
        <Suspense>
          <About store={store} kind={kind} map={map} onClose={() => setAbout(false)} />
        </Suspense>
      ) : null}
      <span className="oi-mappage__kind">
        <Pill>{kind.name}</Pill>
      </span>
      <Suspense fallback={state}>
        <States map={map} alone={state} />
      </Suspense>
      <span className="oi-mappage__who" data-tour="who">
        <Suspense>
          <Narrowing map={map} shown={shown} onShown={onShown} />
        </Suspense>
      </span>
      <span className="oi-mappage__space" />
      <Fresh reading={reading} failed={failed} />
      <Saved status={status} />
      <People others={others} />
      <Suspense>
        <Export map={map} persona={shown.filter.persona ?? ""} />
        <Acts map={map} kind={kind} />
      </Suspense>
      {children}
      {place.may("editor") ? (
        <Button look="primary" size="s" icon="share" data-tour="share" onPress={onShare}>
          {t("map.share.button")}
        </Button>
      ) : null}
      {beside ? null : (
        <span role="group" aria-label={t("map.aside")} className="oi-mappage__aside">
          {PARTS.map((one) => (
            <span key={one.id} className="oi-mappage__part">
              <IconButton icon={one.icon} size="s" label={one.id === "comments" && said ? t("map.comments.open", { n: said }) : t(`map.${one.id}`)} onPress={() => onBeside(one.id)} />
              {one.id === "comments" && said ? <i aria-hidden="true">{format.number(said)}</i> : null}
            </span>
          ))}
        </span>
      )}
    </header>
  );
}

function Fresh({ reading, failed }: { readonly reading: NamedReading | null; readonly failed: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  if (failed) return <Pill tone="bad" icon="alert">{t("map.reading.failed")}</Pill>;
  if (!reading) return null;
  if (!reading.answers) return <Pill icon="info">{t("map.noEvidence")}</Pill>;
  const { freshness } = reading;
  if (!freshness.newest) return <Pill icon="clock">{t("map.undated.says")}</Pill>;
  const when = format.relative(freshness.newest, Date.now());
  return (
    <Pill dot tone={freshness.stale ? "warn" : "good"}>
      {t(freshness.stale ? "map.ageing.says" : "map.fresh.says", { when })}
    </Pill>
  );
}

/** What keeps edits from the server, where something does; that all is saved stands in the tools of the map. */
function Saved({ status }: { readonly status: Status }): ReactNode {
  const t = useT();
  const offline = status.connection === "offline";
  const words = offline
    ? status.unsaved
      ? t("map.offline.unsaved", { n: status.unsaved })
      : t("map.offline")
    : status.locked
      ? t("map.locked")
      : status.canEdit
        ? ""
        : t("map.readonly");
  return (
    <span className={offline ? "oi-mappage__saved oi-mappage__saved--offline" : "oi-mappage__saved"} role="status">
      {words}
    </span>
  );
}

function People({ others }: { readonly others: readonly Presence[] }): ReactNode {
  const t = useT();
  if (!others.length) return null;
  const people = [...new Map(others.map((one) => [one.client, { id: String(one.client), name: one.name, color: one.color }])).values()];
  return (
    <span role="group" aria-label={t("map.people", { n: people.length })}>
      <AvatarStack people={people} size={26} />
    </span>
  );
}
