/**
 * The past of a map: versions with a name, and who changed what, day by day. What lives here: the panel and its days.
 * Not here: versions (Versions.tsx), how a change is worded (told.ts).
 */
import type { ReactNode } from "react";
import { useEffect, useMemo, useState } from "react";
import { Avatar, Button, Callout, LOCALES, Skeleton, useFormat, useT } from "@outsidein/kit";
import { spineWords, type Kind, type SpineWords } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useQueryClient } from "@tanstack/react-query";
import { talkKeys, useHistory, type Deed } from "../../data/talk";
import { usePlace } from "../../session/place";
import { Changes } from "./Changes";
import { byDay, dayOf } from "./told";
import { Versions } from "./Versions";
import "./words";
import "./history.css";

export interface HistoryPanelProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly onGo: (id: Id) => void;
}

const QUIET = 2_500;
const DAY = 86_400_000;

export function HistoryPanel({ store, kind, map, onGo }: HistoryPanelProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const spine = useMemo(() => spineWords(kind.spine, t.language), [kind, t]);
  const client = useQueryClient();
  const history = useHistory(place.id, map);
  const [now] = useState(() => Date.now());
  useEffect(() => {
    let timer = 0;
    const stop = store.subscribe("any", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void client.invalidateQueries({ queryKey: talkKeys.history(place.id, map) }), QUIET);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, client, place.id, map]);
  const days = useMemo(() => byDay(history.data?.pages.flatMap((page) => page.deeds) ?? []), [history.data]);
  const called = (day: string): string => (day === dayOf(new Date(now)) ? t("history.today") : day === dayOf(new Date(now - DAY)) ? t("history.yesterday") : format.date(day, { long: true }));
  return (
    <div className="oi-history">
      <Versions store={store} spine={spine} map={map} onGo={onGo} />
      <section aria-label={t("history.deeds")}>
        <h3>{t("history.deeds")}</h3>
        {history.isError ? <Callout tone="error" title={t("history.failed")} /> : null}
        {history.isPending ? <Skeleton lines={5} /> : null}
        {history.data && !days.length ? <p className="oi-faint">{t("history.deeds.none")}</p> : null}
        {days.map(({ day, deeds }) => (
          <section key={day} className="oi-history__day" aria-label={called(day)}>
            <h4>{called(day)}</h4>
            {deeds.map((deed) => (
              <Done key={`${deed.first} ${deed.name}`} deed={deed} store={store} spine={spine} onGo={onGo} />
            ))}
          </section>
        ))}
        {history.hasNextPage ? (
          <Button size="s" pending={history.isFetchingNextPage} onPress={() => void history.fetchNextPage()}>
            {t("history.deeds.more")}
          </Button>
        ) : null}
      </section>
    </div>
  );
}

const KINDS = ["begin", "edit", "outside", "restore", "repair"] as const;

function Done({ deed, store, spine, onGo }: { readonly deed: Deed; readonly store: MapStore; readonly spine: SpineWords; readonly onGo: (id: Id) => void }): ReactNode {
  const t = useT();
  const who = deed.name === "file" ? t("history.who.file") : deed.name || t("history.who.nobody");
  const kind = KINDS.find((one) => one === deed.kind) ?? "edit";
  const time = new Date(deed.until);
  return (
    <div className="oi-said">
      <Avatar person={{ id: deed.name || "outside-in", name: who }} size={24} />
      <div className="oi-said__words">
        <p className="oi-said__by">
          <strong>{who}</strong>
          <span className="oi-soft">{t(`history.kind.${kind}`, { n: deed.count })}</span>
          <time dateTime={deed.until}>{new Intl.DateTimeFormat(LOCALES[t.language], { hour: "2-digit", minute: "2-digit" }).format(time)}</time>
        </p>
        {kind === "begin" ? null : <Changes changes={deed.changes} count={deed.count} store={store} spine={spine} onGo={onGo} />}
      </div>
    </div>
  );
}
