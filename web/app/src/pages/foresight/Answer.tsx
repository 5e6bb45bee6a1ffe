/** A part while its answer is on its way, refused with the reason, or there. Not here: what is shown once it is there. */
import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Callout, DiagnosticCallout, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { keys } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Waiting } from "../asked/Waiting";

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
  const place = usePlace();
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
  return <Waiting says={says} height={height} queries={[...keys.measures(place.id), "foresight"]} stopped={query.fetchStatus === "idle"} onAgain={() => void query.refetch()} />;
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
