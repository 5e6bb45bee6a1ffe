/**
 * A part of the page while its answer is on its way: an outline, what is being done, for how long, and a way to stop it.
 * Not here: what is shown once it is there.
 */
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { Button, DiagnosticCallout, ProgressBar, Skeleton, Spinner, useFormat, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { stopAsking, useTold } from "../../data/asked";
import { keys } from "../../data/questions";
import { usePlace } from "../../session/place";

export interface PanelProps<D> {
  readonly query: UseQueryResult<D>;
  /** What is being done, in words. */
  readonly says: string;
  readonly height?: number;
  readonly children: (found: D, stale: boolean) => ReactNode;
}

export function Panel<D>({ query, says, height = 320, children }: PanelProps<D>): ReactNode {
  if (query.error) return <DiagnosticCallout diagnostic={asProblem(query.error).first} live />;
  if (query.data !== undefined && !query.isPending) {
    return (
      <div className="oi-paths__panel" aria-busy={query.isPlaceholderData || undefined}>
        {children(query.data, query.isPlaceholderData)}
      </div>
    );
  }
  return <Waiting says={says} height={height} stopped={query.fetchStatus === "idle"} onAgain={() => void query.refetch()} />;
}

/** How long something takes, second by second, and the way to stop it. */
export function Waiting({ says, height, stopped, onAgain }: { readonly says: string; readonly height: number; readonly stopped: boolean; readonly onAgain: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const format = useFormat();
  const client = useQueryClient();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (stopped) return undefined;
    setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [stopped]);
  const told = useTold(place.id, !stopped && seconds >= 1);
  const stop = (): void => {
    // The server first: once the requests are gone, nobody would know their tickets.
    void stopAsking(place.id);
    void client.cancelQueries({ queryKey: [...keys.measures(place.id), "journeys"] });
  };
  if (stopped) {
    return (
      <div className="oi-paths__waiting" role="status">
        <p>{t("paths.stopped")}</p>
        <Button size="s" icon="sync" onPress={onAgain}>
          {t("paths.again")}
        </Button>
      </div>
    );
  }
  return (
    <div className="oi-paths__waits">
      <Skeleton height={height} />
      <div className="oi-paths__waiting">
        {told?.share != null ? (
          <ProgressBar label={told.doing} value={told.share} says={format.percent(100 * told.share, { decimals: 0 })} />
        ) : (
          <>
            <Spinner />
            <p role="status">{seconds >= 4 ? t("paths.waiting.long") : says}</p>
          </>
        )}
        {seconds >= 1 ? <span className="oi-faint" aria-hidden="true">{t("paths.seconds", { n: seconds })}</span> : null}
        <Button size="s" look="quiet" icon="stop" onPress={stop}>
          {t("paths.stop")}
        </Button>
      </div>
    </div>
  );
}
