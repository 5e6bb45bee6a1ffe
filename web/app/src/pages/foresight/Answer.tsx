/** A part while its answer is on its way, refused with the reason, or there. Not here: what is shown once it is there. */
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { Button, Callout, DiagnosticCallout, ProgressBar, Skeleton, Spinner, useFormat, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { stopAsking, useTold } from "../../data/asked";
import { keys } from "../../data/questions";
import { usePlace } from "../../session/place";

export interface AnswerProps<D> {
  readonly query: UseQueryResult<D>;
  /** What is being done, in words. */
  readonly says: string;
  readonly height?: number;
  readonly children: (found: D) => ReactNode;
}

/** What cannot be told from these data is no fault: it is said calmly, with what would help. */
const CANNOT_BE_TOLD = 422;

export function Answer<D>({ query, says, height = 360, children }: AnswerProps<D>): ReactNode {
  const t = useT();
  if (query.error) {
    const problem = asProblem(query.error);
    if (problem.status !== CANNOT_BE_TOLD) return <DiagnosticCallout diagnostic={problem.first} live />;
    return (
      <Callout tone="hint" word={t("foresight.cannot")} title={problem.first.says} live>
        {problem.first.fix}
      </Callout>
    );
  }
  if (query.data !== undefined) return <div className="oi-foresight__answer">{children(query.data)}</div>;
  if (query.fetchStatus === "idle") {
    return (
      <Button size="s" icon="sync" onPress={() => void query.refetch()}>
        {t("foresight.again")}
      </Button>
    );
  }
  return <Waiting says={says} height={height} />;
}

const LONG = 1000;

/** What is being done, how far it is where that is known, and once it takes a while a way to stop it on the server. */
function Waiting({ says, height }: { readonly says: string; readonly height: number }): ReactNode {
  const t = useT();
  const place = usePlace();
  const format = useFormat();
  const client = useQueryClient();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG);
    return () => clearTimeout(timer);
  }, []);
  const told = useTold(place.id, long);
  const stop = (): void => {
    // The server first: once the requests are gone, nobody would know their tickets.
    void stopAsking(place.id);
    void client.cancelQueries({ queryKey: [...keys.measures(place.id), "foresight"] });
  };
  return (
    <div className="oi-foresight__waits">
      <Skeleton height={height} />
      <div className="oi-foresight__waiting">
        {told?.share != null ? (
          <ProgressBar label={told.doing} value={told.share} says={format.percent(100 * told.share, { decimals: 0 })} />
        ) : (
          <p role="status">
            <Spinner /> {says}
          </p>
        )}
        {long ? (
          <Button size="s" look="quiet" icon="stop" onPress={stop}>
            {t("foresight.stop")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** What one must know, quietly, below a picture. */
export function Notes({ said }: { readonly said: readonly string[] }): ReactNode {
  if (!said.length) return null;
  return (
    <ul className="oi-foresight__notes">
      {said.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
