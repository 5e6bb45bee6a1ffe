/**
 * A part of the page: while its answer is on its way, refused with the reason, or there. Not here: how waiting looks
 * (pages/asked), what is shown once it is there.
 */
import type { ReactNode } from "react";
import type { QueryKey, UseQueryResult } from "@tanstack/react-query";
import { DiagnosticCallout } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { keys } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Waiting } from "../asked/Waiting";

export interface PanelProps<D> {
  readonly query: UseQueryResult<D>;
  /** What is being done, in words. */
  readonly says: string;
  readonly height?: number;
  readonly children: (found: D, stale: boolean) => ReactNode;
}

export function Panel<D>({ query, says, height = 320, children }: PanelProps<D>): ReactNode {
  const queries = useQuestions();
  if (query.error) return <DiagnosticCallout diagnostic={asProblem(query.error).first} live />;
  if (query.data !== undefined && !query.isPending) {
    return (
      <div className="oi-paths__panel" aria-busy={query.isPlaceholderData || undefined}>
        {children(query.data, query.isPlaceholderData)}
      </div>
    );
  }
  return <Waiting says={says} height={height} queries={queries} stopped={query.fetchStatus === "idle"} onAgain={() => void query.refetch()} />;
}

/** The key of all that is asked of journeys here: it is stopped together. */
export function useQuestions(): QueryKey {
  return [...keys.measures(usePlace().id), "journeys"];
}
