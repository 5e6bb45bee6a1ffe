/**
 * An answer that is being worked out: an outline, what is being done, how far it is, for how long, and a way to stop it.
 * Not here: what is shown once it is there, tickets (data/asked).
 */
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { Button, ProgressBar, Skeleton, Spinner, useFormat, useT } from "@outsidein/kit";
import { stopAsking, useTold } from "../../data/asked";
import { usePlace } from "../../session/place";
import "./words";
import "./asked.css";

export interface WaitingProps {
  /** What is being done, in words, until the server says it better. */
  readonly says: string;
  readonly height: number;
  /** Which queries stop with this one. */
  readonly queries: QueryKey;
  /** Whether somebody has stopped it. */
  readonly stopped: boolean;
  readonly onAgain: () => void;
}

const LONG = 4;

export function Waiting({ says, height, queries, stopped, onAgain }: WaitingProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (stopped) return undefined;
    setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [stopped]);
  const stop = (): void => {
    // The server first: once the requests are gone, nobody would know their tickets.
    void stopAsking(place.id);
    void client.cancelQueries({ queryKey: queries });
  };
  if (stopped) {
    return (
      <div className="oi-asked__line" role="status">
        <p>{t("asked.stopped")}</p>
        <Button size="s" icon="sync" onPress={onAgain}>
          {t("asked.again")}
        </Button>
      </div>
    );
  }
  return (
    <div className="oi-asked">
      <Skeleton height={height} />
      <div className="oi-asked__line">
        <Way watching={seconds >= 1} says={seconds >= LONG ? t("asked.long") : says} />
        {seconds >= 1 ? <span className="oi-faint" aria-hidden="true">{t("asked.seconds", { n: seconds })}</span> : null}
        <Button size="s" look="quiet" icon="stop" onPress={stop}>
          {t("asked.stop")}
        </Button>
      </div>
    </div>
  );
}

/** How far it is, as the server tells it while `watching`; else what is being done. */
export function Way({ watching, says, about = "" }: { readonly watching: boolean; readonly says: string; readonly about?: string }): ReactNode {
  const format = useFormat();
  const told = useTold(usePlace().id, watching, about);
  if (told?.share != null) return <ProgressBar label={told.doing} value={told.share} says={format.percent(100 * told.share, { decimals: 0 })} />;
  return (
    <>
      <Spinner />
      <p role="status">{says}</p>
    </>
  );
}
