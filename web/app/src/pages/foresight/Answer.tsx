/** A part while its answer is on its way, refused with the reason, or there. Not here: what is shown once it is there. */
import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Callout, DiagnosticCallout, Skeleton, Spinner, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";

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
  return (
    <div className="oi-foresight__waits">
      <Skeleton height={height} />
      <p className="oi-foresight__waiting" role="status">
        <Spinner /> {says}
      </p>
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
