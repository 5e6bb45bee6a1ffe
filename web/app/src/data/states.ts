/**
 * Several maps at once: two states side by side, the atlas of all journeys, beginning another state or a finer journey.
 * What lives here: the questions and acts, and the shapes of their answers. Not here: drawing them (pages).
 */
import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { toastDiagnostic, useLanguage } from "@outsidein/kit";
import type { Diagnostic, Estimate } from "@outsidein/schema";
import { api, ask } from "../api/client";
import { asProblem } from "../api/problem";
import type { FigureScene, SignBadge } from "./figure";
import { keys, type MapSummary } from "./questions";

export interface StatePart {
  readonly text: string;
  readonly badges: readonly SignBadge[];
  readonly was: string;
  readonly record: string;
}
export interface MeasuredLevel {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly small: boolean;
  readonly says: string;
}
export interface StatePoint {
  readonly column: number;
  readonly in_was: boolean;
  readonly in_now: boolean;
  readonly drawn_was: number | null;
  readonly drawn_now: number | null;
  readonly target_was: number | null;
  readonly target_now: number | null;
  readonly measured_was: MeasuredLevel | null;
  readonly measured_now: MeasuredLevel | null;
  readonly effect: string;
}
export interface StateRow {
  readonly key: string;
  readonly title: StatePart;
  readonly by_stage: boolean;
  readonly cells: readonly (readonly StatePart[])[];
}
/** Two states of a journey as one picture: `StatesScene` of `render.states`. */
export interface StatesScene {
  readonly title: string;
  readonly lead: string;
  readonly was: string;
  readonly now: string;
  readonly stages: readonly StatePart[];
  readonly columns: readonly { readonly stage: number; readonly name: StatePart | null }[];
  readonly rows: readonly StateRow[];
  readonly curve: readonly StatePoint[];
  readonly curve_title: string;
  readonly caveat: string;
  readonly legend: readonly SignBadge[];
  readonly lines: readonly (readonly [string, string])[];
  readonly told: readonly { readonly badge: SignBadge; readonly title: string; readonly lines: readonly string[] }[];
  readonly effects: readonly string[];
  readonly fictional: string;
  /** A network or a floor plan of both, which no grid can show. */
  readonly figure: FigureScene | null;
}

/** Which two maps (their ids), each as it is now or as a version of it was. */
export interface TwoStates {
  readonly was: string;
  readonly now: string;
  readonly was_version: string;
  readonly now_version: string;
}

export function useStates(workspace: string, two: TwoStates): UseQueryResult<StatesScene> {
  const language = useLanguage();
  return useQuery({
    queryKey: ["comparison", workspace, two, language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/comparison", { params: { path: { workspace }, query: { ...two } } })) as unknown as Promise<StatesScene>,
    enabled: two.was !== "" && two.now !== "",
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** The address of the picture as a file. */
export function stateFile(workspace: string, two: TwoStates, form: "html" | "pdf" | "svg" | "png"): string {
  const query = new URLSearchParams({ ...two, form });
  return `/api/v1/workspaces/${encodeURIComponent(workspace)}/comparison/export?${query}`;
}

export function useBeginState(workspace: string): UseMutationResult<MapSummary, unknown, { readonly map: string; readonly state: "to-be" | "ideal" }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ map, state }) => ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/states", { params: { path: { workspace, map } }, body: { state, title: "" } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.maps(workspace) }),
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
}

export function useOpenStep(workspace: string, map: string): UseMutationResult<MapSummary, unknown, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: string) => ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/steps/{step}/journey", { params: { path: { workspace, map, step } }, body: { title: "" } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.maps(workspace) }),
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
}

export type HealthName = "good" | "watch" | "poor" | "unknown";
export interface AtlasBand {
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly state: string;
  readonly of: string;
  readonly phase: string;
  readonly owner: string;
  readonly steps: number;
  readonly heard: number;
  /** What it has where it has no steps that could be heard; empty otherwise. */
  readonly holds: string;
  readonly silent: readonly string[];
  readonly level: Estimate | null;
  readonly worst: { readonly where: string; readonly title: string; readonly level: Estimate } | null;
  readonly freshness: { readonly says: string; readonly stale: boolean } | null;
  readonly reviewed: string;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly opens: readonly { readonly record: string; readonly name: string; readonly to: string; readonly known: boolean }[];
  readonly parents: readonly (readonly [string, string])[];
  readonly health: HealthName;
  readonly why: readonly string[];
  readonly fictional: boolean;
}
export interface Atlas {
  readonly headline: string;
  readonly phases: readonly { readonly id: string; readonly name: string; readonly meaning: string; readonly journeys: readonly string[]; readonly offered: boolean }[];
  readonly bands: readonly AtlasBand[];
  readonly blind: readonly { readonly kind: string; readonly says: string; readonly map: string; readonly phase: string }[];
  readonly phases_mapped: number;
  readonly steps: number;
  readonly steps_heard: number;
  readonly unreadable: readonly Diagnostic[];
}

export function useAtlas(workspace: string): UseQueryResult<Atlas> {
  const language = useLanguage();
  return useQuery({
    queryKey: ["atlas", workspace, language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/atlas", { params: { path: { workspace } } })) as unknown as Promise<Atlas>,
    staleTime: 5_000,
  });
}
