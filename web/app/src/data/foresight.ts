/**
 * What is foretold, as the server answers. What lives here: the shapes of its answers and one hook a question. Not here:
 * what is drawn of them (pages/foresight). Each is asked when its part is shown, and let go when it is left.
 */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useLanguage } from "@outsidein/kit";
import type { Diagnostic, Estimate } from "@outsidein/schema";
import { addressOf, api, ask } from "../api/client";
import { withTicket } from "./asked";
import { keys } from "./questions";

export interface SurvivalCurve {
  readonly group: string;
  readonly customers: number;
  readonly left: number;
  readonly until: number;
  readonly times: readonly number[];
  readonly share: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Who was still under observation after 0, 1, 2 … times `every` days. */
  readonly risk: readonly number[];
  readonly every: number;
  readonly median: Estimate;
  readonly ratio: Estimate | null;
}
export interface Staying {
  readonly event: string;
  readonly silent: number | null;
  readonly by: string;
  readonly segments: readonly string[];
  readonly whole: SurvivalCurve;
  readonly groups: readonly SurvivalCurve[];
  readonly chi_squared: number | null;
  readonly df: number;
  readonly chance: number | null;
  readonly said: readonly string[];
}
export interface Bin {
  readonly told: number;
  readonly true: Estimate;
}
export interface Skill {
  readonly part: Estimate;
  readonly beats: boolean;
  readonly said: string;
}
export interface Foretold {
  readonly outcome: string;
  readonly horizon: number;
  readonly learnt_at: string;
  readonly judged_at: string;
  readonly now: string;
  readonly base: Estimate;
  readonly happened: Estimate;
  readonly beats: boolean;
  readonly skill: Skill;
  readonly ranking: Estimate;
  readonly calibration: { readonly bins: readonly Bin[]; readonly brier: Estimate; readonly said: string };
  readonly judged: readonly number[];
  readonly today: readonly number[];
  readonly cases: number;
  readonly said: readonly string[];
  readonly warnings: readonly Diagnostic[];
}
export interface Way {
  readonly way: string;
  readonly said: string;
  readonly first: Estimate;
  readonly of_three: Estimate;
}
export interface Following {
  readonly path: readonly string[];
  readonly after: readonly (readonly [string, Estimate])[];
  readonly ways: readonly Way[];
  readonly chosen: string;
  readonly cutoff: string;
  readonly moves: number;
  readonly cases: number;
  readonly said: readonly string[];
}
export interface Moved {
  readonly change: number;
  readonly now: Estimate;
  readonly then: Estimate;
  readonly effect: Estimate;
  readonly said: string;
  readonly assumptions: readonly string[];
}
export interface Moving {
  readonly touchpoint: string;
  readonly name: string;
  readonly scale: readonly [number, number];
  readonly rated: number;
  readonly held: number;
  readonly changes: readonly Moved[];
  readonly refused: readonly Diagnostic[];
}
export interface WhatIfs {
  readonly question: string;
  readonly questions: readonly string[];
  readonly outcome: string;
  readonly touchpoints: readonly Moving[];
}
export interface Credit {
  readonly touchpoint: string;
  readonly conversions: Estimate;
  readonly share: Estimate;
}
export interface Credited {
  readonly goal: string;
  readonly journeys: number;
  readonly conversions: number;
  readonly rules: readonly { readonly rule: string; readonly credits: readonly Credit[] }[];
  readonly notes: readonly string[];
}
export interface Span {
  readonly first: string | null;
  readonly last: string | null;
}
export interface Change {
  readonly shape: string;
  readonly period: Span;
  readonly before: Estimate;
  readonly during: Estimate;
  readonly difference: Estimate;
  readonly p: number;
  readonly says: string;
}
export interface Incident {
  readonly lead: Change;
  readonly others: readonly Change[];
  readonly period: Span;
  readonly says: string;
}
export interface Changes {
  readonly incidents: readonly Incident[];
  readonly mix: readonly Incident[];
  readonly trends: readonly Change[];
  readonly looks: number;
  readonly alpha: number;
  readonly period: Span;
  readonly walks: number;
  readonly notes: readonly string[];
}

type Query = Readonly<Record<string, string | boolean | readonly string[]>>;

function useForesight<D>(workspace: string, part: string, query: Query, enabled = true): UseQueryResult<D> {
  const language = useLanguage();
  const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "" && value !== false && !(Array.isArray(value) && !value.length)));
  return useQuery({
    queryKey: [...keys.measures(workspace), "foresight", part, asked, language],
    queryFn: ({ signal }) =>
      withTicket(workspace, (headers) =>
        ask(api.GET(addressOf(`/api/v1/workspaces/{workspace}/foresight/${part}`, { path: { workspace }, query: asked }) as "/api/v1/kinds", { signal, headers })) as Promise<unknown> as Promise<D>,
      ),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

export const useStaying = (workspace: string, notion: string, event: string, within: string, by: string): UseQueryResult<Staying> =>
  useForesight(workspace, "survival", { notion, event, within, by });

export const useForetold = (workspace: string, notion: string, event: string, within: string): UseQueryResult<Foretold> =>
  useForesight(workspace, "churn", { notion, event, within });

export const useNext = (workspace: string, notion: string, after: readonly string[]): UseQueryResult<Following> => useForesight(workspace, "next", { notion, after });

export const useWhatIfs = (workspace: string, question: string, alone: boolean): UseQueryResult<WhatIfs> => useForesight(workspace, "what-if", { question, alone });

export const useCredited = (workspace: string, notion: string, goal: string): UseQueryResult<Credited> => useForesight(workspace, "attribution", { notion, goal }, goal !== "");

export const useFoundChanges = (workspace: string, notion: string): UseQueryResult<Changes> => useForesight(workspace, "changes", { notion });
