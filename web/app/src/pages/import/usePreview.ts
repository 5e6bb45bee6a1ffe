/** The preview that belongs to a draft: begun a moment after each change, the one before ended. */
import { useCallback, useEffect, useState } from "react";
import type { Diagnostic } from "@outsidein/schema";
import { asProblem, type Problem } from "../../api/problem";
import { act, begin, isOver, useJob, type Draft, type Job } from "../../data/evidence";

const PAUSE = 500;

/** What taking the file in would do, as the server tells it. */
export interface Foretold {
  readonly counts: {
    readonly rows: number;
    readonly rejected_rows: number;
    readonly rejected_cells: number;
    readonly answers: number;
    readonly not_applicable: number;
    readonly comments: number;
    readonly events: number;
    readonly customers: number;
  };
  readonly first: readonly FirstRow[];
  readonly rejects: readonly { readonly row: number; readonly column: string; readonly value: string; readonly reason: string; readonly fix: string }[];
  readonly customers_new: number;
  readonly customers_known: number;
  readonly unchanged: boolean;
  readonly replaces: { readonly number: number; readonly file: string; readonly when: string } | null;
  readonly change: { readonly added: number; readonly removed: number; readonly changed: number; readonly same: number } | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface FirstRow {
  readonly row: number;
  readonly customer: string;
  readonly time: string;
  readonly channel: string;
  readonly segments: readonly (readonly [string, string])[];
  readonly answers: readonly (readonly [string, string, string])[];
  readonly comments: readonly (readonly [string, string])[];
  readonly event: string;
}

export interface Preview {
  /** The last one that was worked out; it may be of an earlier state while `job` is at the next. */
  readonly found: Foretold | null;
  readonly job: Job | null;
  readonly problem: Problem | null;
  readonly failed: readonly Diagnostic[];
  readonly cancelled: boolean;
  readonly cancel: () => void;
  readonly again: () => void;
}

export function usePreview(workspace: string, upload: string, draft: Draft): Preview {
  const [round, setRound] = useState(0);
  const [id, setId] = useState("");
  const [found, setFound] = useState<Foretold | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const job = useJob(workspace, id).data ?? null;
  const sensible = draft.wrong.length === 0;
  const state = `${draft.mapping}\n${draft.name}\n${round}`;
  useEffect(() => {
    if (!sensible) return undefined;
    const timer = setTimeout(() => {
      begin.preview(workspace, upload).then(
        (begun) => {
          setProblem(null);
          setId(begun.id);
        },
        (thrown: unknown) => setProblem(asProblem(thrown)),
      );
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [workspace, upload, sensible, state]);
  useEffect(() => {
    if (job?.state === "done" && job.result) setFound(job.result as unknown as Foretold);
  }, [job]);
  return {
    found: sensible ? found : null,
    job: isOver(job) ? null : job,
    problem,
    failed: job?.state === "failed" ? (job.diagnostics as unknown as Diagnostic[]) : [],
    cancelled: job?.state === "cancelled",
    cancel: useCallback(() => void (id && act.cancel(workspace, id).catch(() => undefined)), [workspace, id]),
    again: useCallback(() => setRound((was) => was + 1), []),
  };
}
