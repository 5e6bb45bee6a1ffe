/**
 * What pages ask the server: maps, readings, measures, news. What lives here: queries by react-query, one hook each. Not
 * here: the client (api/client.ts), what is done with the answers.
 */
import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryOptions, type UseQueryResult } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useLanguage } from "@outsidein/kit";
import type { Diagnostic, Estimate, Kind, Persona, Reading, Touchpoint } from "@outsidein/schema";
import { api, ask } from "../api/client";
import type { components } from "../api/openapi";
import { usePlace } from "../session/place";

export type MapSummary = components["schemas"]["MapOut"];
export type NewsItem = components["schemas"]["NewsOut"];
/** A reading with the names of the stages, steps, touchpoints and personas that it speaks of. */
export type NamedReading = Reading & {
  readonly names: Readonly<Record<string, string>>;
  /** Measures that stand in rows of the map, in order. */
  readonly rows: readonly { readonly id: string; readonly label: string; readonly name: string; readonly top: number }[];
  /** Remarks of the linter that the evidence settles: code and record. */
  readonly settled: readonly (readonly [string, string])[];
};

/** Whose answers count. */
export interface Filter {
  readonly persona?: string;
  /** `dimension=value`. */
  readonly where?: readonly string[];
  readonly first?: string;
  readonly last?: string;
}

export interface MeasureInfo {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly better: "higher" | "lower" | "neither";
  readonly formula: string;
  readonly interval: string;
  readonly minimum: number;
}
export interface MeasureRow {
  readonly keys: readonly (string | { readonly first: string | null; readonly last: string | null } | null)[];
  readonly estimate: Estimate;
  readonly refused: Diagnostic | null;
  readonly verdict: { readonly says: string; readonly standing: string; readonly met: boolean | null; readonly target: Estimate } | null;
}
export interface Measured {
  readonly measure: MeasureInfo;
  readonly rows: readonly MeasureRow[];
}
export interface TrendLine {
  readonly keys: MeasureRow["keys"];
  readonly rows: readonly MeasureRow[];
  readonly change: { readonly change: Estimate; readonly says?: string } | null;
}
export interface Dimension {
  readonly name: string;
  readonly values: readonly string[];
}
export interface Used<R> {
  readonly record: R;
  readonly maps: readonly { readonly key: string; readonly title: string; readonly steps: readonly { readonly id: string; readonly name: string }[] }[];
  /** How much refers to it, and what: only what nothing uses can be removed. */
  readonly used: number;
  readonly uses: readonly { readonly map: string; readonly title: string; readonly record: string; readonly name: string }[];
}
export interface Inventory {
  readonly touchpoints: readonly Used<Touchpoint>[];
  readonly personas: readonly Used<Persona>[];
  readonly channels: readonly Used<SharedTerm>[];
  readonly capabilities: readonly Used<SharedTerm>[];
}

/** A channel or a capability: told once, named by its key. */
export interface SharedTerm {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly owner: string;
}

const FEW_SECONDS = 5_000;

/** Answers that hang on the evidence or a document; told to be old by the room's notices. */
export const keys = {
  maps: (workspace: string) => ["maps", workspace] as const,
  reading: (workspace: string, map: string) => ["reading", workspace, map] as const,
  remarks: (workspace: string, map: string) => ["remarks", workspace, map] as const,
  measures: (workspace: string) => ["measures", workspace] as const,
  inventory: (workspace: string) => ["inventory", workspace] as const,
  news: (workspace: string) => ["news", workspace] as const,
  actions: (workspace: string) => ["actions", workspace] as const,
  kinds: (workspace: string, language?: string) => (language ? (["kinds", workspace, language] as const) : (["kinds", workspace] as const)),
};

export function useMaps(workspace: string): UseQueryResult<readonly MapSummary[]> {
  return useQuery({
    queryKey: keys.maps(workspace),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps", { params: { path: { workspace } } })),
  });
}

/** The map that a page shows while nobody chose one: what is, before what is to be; of those the one changed last. */
export function mainMap(maps: readonly MapSummary[] | undefined): MapSummary | undefined {
  const asIs = maps?.filter((one) => one.state !== "to-be" && one.state !== "ideal") ?? [];
  return asIs.find((one) => one.counts["encounter"]) ?? asIs.find((one) => one.counts["card"]) ?? asIs[0] ?? maps?.[0];
}

/** Every kind of map that the workspace knows: ours, and those that it declares for itself. */
export function useKinds(): UseQueryResult<readonly Kind[]> {
  const language = useLanguage();
  const { id: workspace } = usePlace();
  return useQuery({
    queryKey: keys.kinds(workspace, language),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/kinds", { params: { path: { workspace }, query: { language } } })) as unknown as Promise<readonly Kind[]>,
    staleTime: 60_000,
  });
}

/** The question behind a reading, for one or for several at once. */
export function readingQuery(workspace: string, map: string, filter: Filter, language: string): UseQueryOptions<NamedReading> {
  const query = { persona: filter.persona ?? "", where: [...(filter.where ?? [])], first: filter.first ?? null, last: filter.last ?? null };
  return {
    queryKey: [...keys.reading(workspace, map), query, language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/reading", { params: { path: { workspace, map }, query: present(query) } })) as unknown as Promise<NamedReading>,
    enabled: map !== "",
    staleTime: FEW_SECONDS,
  };
}

export function useReading(workspace: string, map: string, filter: Filter = {}): UseQueryResult<NamedReading> {
  const language = useLanguage();
  return useQuery({ ...readingQuery(workspace, map, filter, language), placeholderData: keepPreviousData });
}

export function useRemarks(workspace: string, map: string): UseQueryResult<readonly Diagnostic[]> {
  const language = useLanguage();
  return useQuery({
    queryKey: [...keys.remarks(workspace, map), language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/remarks", { params: { path: { workspace, map } } })) as unknown as Promise<readonly Diagnostic[]>,
    enabled: map !== "",
    staleTime: FEW_SECONDS,
  });
}

export function useInventory(workspace: string): UseQueryResult<Inventory> {
  return useQuery({
    queryKey: keys.inventory(workspace),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/inventory", { params: { path: { workspace } } })) as unknown as Promise<Inventory>,
    staleTime: FEW_SECONDS,
  });
}

export interface MeasuresAsked extends Filter {
  readonly map?: string;
  readonly by?: readonly string[];
  readonly measure?: readonly string[];
}

export function useMeasures(workspace: string, asked: MeasuresAsked): UseQueryResult<readonly Measured[]> {
  const language = useLanguage();
  const query = { map: asked.map ?? "", by: [...(asked.by ?? [])], measure: [...(asked.measure ?? [])], persona: asked.persona ?? "", where: [...(asked.where ?? [])], first: asked.first ?? null, last: asked.last ?? null };
  return useQuery({
    queryKey: [...keys.measures(workspace), query, language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/measures", { params: { path: { workspace }, query: present(query) } })) as unknown as Promise<readonly Measured[]>,
    staleTime: FEW_SECONDS,
    placeholderData: keepPreviousData,
  });
}

export interface TrendAsked extends Filter {
  readonly map?: string;
  readonly grain: string;
  readonly by?: readonly string[];
}

export function useTrend(workspace: string, measure: string, asked: TrendAsked): UseQueryResult<{ readonly measure: MeasureInfo; readonly lines: readonly TrendLine[] }> {
  const language = useLanguage();
  const query = { map: asked.map ?? "", grain: asked.grain, by: [...(asked.by ?? [])], persona: asked.persona ?? "", where: [...(asked.where ?? [])], first: asked.first ?? null, last: asked.last ?? null };
  return useQuery({
    queryKey: [...keys.measures(workspace), "trend", measure, query, language],
    queryFn: () =>
      ask(api.GET("/api/v1/workspaces/{workspace}/measures/{measure}/trend", { params: { path: { workspace, measure }, query: present(query) } })) as unknown as Promise<{
        readonly measure: MeasureInfo;
        readonly lines: readonly TrendLine[];
      }>,
    enabled: measure !== "",
    staleTime: FEW_SECONDS,
    placeholderData: keepPreviousData,
  });
}

export function useDimensions(workspace: string, map: string): UseQueryResult<readonly Dimension[]> {
  return useQuery({
    queryKey: [...keys.measures(workspace), "dimensions", map],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/dimensions", { params: { path: { workspace }, query: { map } } })) as unknown as Promise<readonly Dimension[]>,
    staleTime: 60_000,
  });
}

/** Personas and segment values that answers can be narrowed to, as choices. */
export function useSegments(workspace: string, map: string): { readonly personas: readonly { readonly id: string; readonly label: string }[]; readonly segments: readonly Dimension[] } {
  const inventory = useInventory(workspace);
  const dimensions = useDimensions(workspace, map);
  return useMemo(
    () => ({
      personas: (inventory.data?.personas ?? []).filter((one) => one.record.segment?.length).map((one) => ({ id: one.record.id.replace(/^persona:/, ""), label: one.record.name })),
      segments: (dimensions.data ?? []).filter((one) => one.name.startsWith("segment:") || one.name === "channel"),
    }),
    [inventory.data, dimensions.data],
  );
}

/** The catalogue of measures in the language spoken; empty until it is there. */
export function useMeasureCatalogue(): readonly MeasureInfo[] {
  const language = useLanguage();
  const known = useQuery({
    queryKey: ["catalogue", language],
    queryFn: () => ask(api.GET("/api/v1/catalogue", { params: { query: { language } } })) as unknown as Promise<readonly MeasureInfo[]>,
    staleTime: Infinity,
  });
  return known.data ?? NO_MEASURES;
}
const NO_MEASURES: readonly MeasureInfo[] = [];

/** What the measures of the catalogue are called. */
export function useMeasureNames(): (id: string) => string {
  const known = useMeasureCatalogue();
  return useCallback((id: string) => known.find((one) => one.id === id)?.label ?? id, [known]);
}

export function useNews(workspace: string, after: string | null): UseQueryResult<readonly NewsItem[]> {
  return useQuery({
    queryKey: [...keys.news(workspace), after],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/since", { params: { path: { workspace }, query: after ? { after } : {} } })),
  });
}

/** Something the server remembers for this person; null forgets it. */
export function useSetting(name: string): readonly [Setting, (value: Setting) => void] {
  const client = useQueryClient();
  const session = useQuery({ queryKey: ["session"], queryFn: () => ask(api.GET("/api/v1/session")), staleTime: 60_000 });
  const change = useMutation({
    mutationFn: (value: Setting) => ask(api.PATCH("/api/v1/session", { body: { settings: { [name]: value } } })),
    onSuccess: (next) => client.setQueryData(["session"], next),
  });
  const { mutate } = change;
  const set = useCallback((value: Setting) => mutate(value), [mutate]);
  return [(session.data?.settings[name] as Setting | undefined) ?? null, set];
}
type Setting = string | number | boolean | null;

/** When one was here before this visit; `leave` notes that this visit happened. */
export function useLastVisit(workspace: string): { readonly last: string | null; readonly now: number; readonly leave: () => void } {
  const [kept, keep] = useSetting(`visit:${workspace}`);
  const [now] = useState(() => Date.now());
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => {
    if (typeof kept === "string" && last === null) setLast(kept);
  }, [kept, last]);
  const leave = useCallback(() => keep(new Date(now).toISOString()), [keep, now]);
  return { last, now, leave };
}

/** Founds a workspace with the sample and goes there. */
export function useFoundSample(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const made = await ask(api.POST("/api/v1/workspaces", { body: { name: "Sample", about: "", sample: true } }));
    await client.invalidateQueries({ queryKey: ["session"] });
    location.assign(`/w/${made.id}`);
  }, [client]);
}

function present<T extends Record<string, unknown>>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length))) as T;
}

/** What the workspace is for, as its members see it. */
export function useWorkspaceAbout(workspace: string): UseQueryResult<components["schemas"]["WorkspaceOut"]> {
  return useQuery({
    queryKey: ["workspace", workspace],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}", { params: { path: { workspace } } })),
  });
}
