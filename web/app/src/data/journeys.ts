/**
 * How journeys are walked, as the server counts it. What lives here: the shapes of its answers and one hook a question.
 * Not here: what is drawn of them (pages/paths). Each question can be cancelled, and is asked when its panel is shown.
 */
import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { useLanguage } from "@outsidein/kit";
import type { Estimate, Said } from "@outsidein/schema";
import { addressOf, api, ask } from "../api/client";
import { withTicket } from "./asked";
import { keys, type MapSummary } from "./questions";

/** Whose journeys: the notion, segments as `name=value`, and from and to which day they began. */
export interface Side {
  readonly notion: string;
  readonly segment: readonly string[];
  readonly first: string;
  readonly last: string;
}
export interface TouchpointReach {
  readonly name: string;
  readonly reach: Estimate;
  readonly visits: number;
  /** The mean number of the event with which journeys first come here. */
  readonly place: number;
}
export interface SegmentValues {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly cases: number }[];
}
export interface Overview {
  readonly events: number;
  readonly notions: readonly string[];
  readonly notion: string;
  readonly cases: number;
  readonly longest: number;
  readonly left_out: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly touchpoints: readonly TouchpointReach[];
  readonly segments: readonly SegmentValues[];
}
export interface Spot {
  readonly position: number;
  readonly standing: "touchpoint" | "others" | "end";
  readonly touchpoint: string;
}
export interface FlowNode {
  readonly spot: Spot;
  readonly count: Estimate;
  readonly share: Estimate;
  readonly holds: number;
}
export interface Flow {
  readonly of: Spot;
  readonly to: Spot;
  readonly count: Estimate;
  readonly share: Estimate;
  readonly onwards: Estimate;
}
export interface Flows {
  readonly nodes: readonly FlowNode[];
  readonly flows: readonly Flow[];
  readonly cases: number;
}
export interface Spread {
  readonly lower: Estimate;
  readonly median: Estimate;
  readonly upper: Estimate;
}
export interface FunnelStep {
  readonly touchpoints: readonly string[];
  readonly ordered: Estimate;
  readonly open: Estimate;
  readonly of_first: Estimate;
  readonly of_previous: Estimate;
  readonly open_of_all: Estimate;
  readonly time: Spread;
  readonly since_first: Spread;
}
export interface Funnel {
  readonly steps: readonly FunnelStep[];
  readonly cases: number;
  readonly window: number | null;
}
export interface Walk {
  readonly touchpoints: readonly string[];
  readonly count: Estimate;
  readonly share: Estimate;
  /** Of a beginning: whether the journey is over with it. */
  readonly whole?: boolean;
}
export interface Walks {
  readonly paths: readonly Walk[];
  readonly variants: readonly Walk[];
  readonly distinct: number;
  readonly cases: number;
}
export interface Transition {
  readonly touchpoint: string;
  readonly then: string | null;
  readonly count: Estimate;
  readonly share: Estimate;
  readonly time: Spread | null;
}
export interface PlaceVisited {
  readonly touchpoint: string;
  readonly reach: Estimate;
  readonly visits: Estimate;
  readonly repeated: Estimate;
  readonly returned: Estimate;
  readonly ended: Estimate;
}
export interface Cohort {
  readonly first: string;
  readonly size: Estimate;
  readonly retained: readonly Estimate[];
}
export interface Contrast {
  readonly key: readonly string[];
  readonly this: Estimate;
  readonly against: Estimate;
  readonly change: Estimate;
  readonly p: number;
  readonly q: number;
}
export interface Comparison {
  readonly this: Flows;
  readonly against: Flows;
  readonly flows: readonly Contrast[];
  readonly reach: readonly Contrast[];
  readonly funnel: readonly Contrast[];
}
export interface DesignedStep {
  readonly step: string;
  readonly name: string;
  readonly touchpoints: readonly string[];
  readonly recorded: boolean;
  readonly shared: boolean;
  readonly visited: Estimate;
  readonly skipped: Estimate;
  readonly in_order: Estimate;
}
export interface Designed {
  readonly title: string;
  readonly stages: Readonly<Record<string, string>>;
  readonly steps: readonly DesignedStep[];
  readonly inserted: readonly { readonly touchpoint: string; readonly share: Estimate; readonly after: string }[];
  readonly cases: number;
  readonly touched: Estimate;
  readonly in_order: Estimate;
  readonly complete: Estimate;
  readonly notes: readonly string[];
}
export interface People {
  readonly walkers: { readonly share: Estimate; readonly made_of: readonly Contrast[] };
  readonly heard: { readonly quotes: readonly Said[]; readonly total: number; readonly people: number; readonly customers: number };
}

type Query = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The question behind a panel; what is empty is left out. */
function useJourneys<D>(workspace: string, part: string, side: Side, more: Query = {}, enabled = true): UseQueryResult<D> {
  const language = useLanguage();
  const said: Query = { notion: side.notion, segment: side.segment, first: side.first, last: side.last, ...more };
  const query = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== "" && value !== false && !(Array.isArray(value) && !value.length)));
  return useQuery({
    queryKey: [...keys.measures(workspace), "journeys", part, query, language],
    queryFn: ({ signal }) =>
      withTicket(workspace, (headers) =>
        ask(api.GET(addressOf(`/api/v1/workspaces/{workspace}/journeys${part}`, { path: { workspace }, query }) as "/api/v1/kinds", { signal, headers })) as Promise<unknown> as Promise<D>,
      ),
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

export const useOverview = (workspace: string, side: Side): UseQueryResult<Overview> => useJourneys(workspace, "", side);

export interface Picture {
  readonly events: number;
  readonly top: number;
  readonly merged: boolean;
}
const asked = ({ events, top, merged }: Picture): Query => ({ events, top, merged });

export const useFlows = (workspace: string, side: Side, picture: Picture): UseQueryResult<Flows> => useJourneys(workspace, "/flows", side, asked(picture));

export const useFunnel = (workspace: string, side: Side, step: readonly string[], within: string): UseQueryResult<Funnel> =>
  useJourneys(workspace, "/funnel", side, { step, within }, step.length > 0);

export const useWalks = (workspace: string, side: Side, events: number): UseQueryResult<Walks> => useJourneys(workspace, "/paths", side, { events, top: 15 });

export const useTransitions = (workspace: string, side: Side): UseQueryResult<{ readonly transitions: readonly Transition[]; readonly edges: number }> =>
  useJourneys(workspace, "/transitions", side, { top: 100 });

export const usePlaces = (workspace: string, side: Side): UseQueryResult<{ readonly cases: number; readonly places: readonly PlaceVisited[] }> => useJourneys(workspace, "/places", side);

export const useRetention = (workspace: string, side: Side, every: string): UseQueryResult<{ readonly cohorts: readonly Cohort[]; readonly notion: string }> =>
  useJourneys(workspace, "/retention", side, { every });

export const useDesigned = (workspace: string, side: Side, map: string): UseQueryResult<Designed> => useJourneys(workspace, "/designed", side, { map }, map !== "");

/** Against whom. */
export interface Against {
  readonly segment: readonly string[];
  readonly first: string;
  readonly last: string;
}

export function useComparison(workspace: string, side: Side, against: Against, picture: Picture, step: readonly string[] = [], within = ""): UseQueryResult<Comparison> {
  const other = { against: against.segment, against_first: against.first, against_last: against.last };
  return useJourneys(workspace, "/compare", side, { ...asked(picture), ...other, step, within });
}

/** What two sides differ by in one part of the page. */
export interface Differing {
  readonly part: "funnel" | "variants" | "paths" | "transitions" | "places" | "return" | "designed";
  readonly events: number;
  readonly steps: readonly string[];
  readonly within: string;
  readonly every: string;
  readonly map: string;
}
export interface DifferencesFound {
  /** How many were looked at and corrected for together. */
  readonly looks: number;
  readonly parts: Readonly<Record<string, readonly Contrast[]>>;
  /** Of how many first days engagement is told. */
  readonly days?: number;
}

export function useDifferences(workspace: string, side: Side, against: Against, { part, events, steps, within, every, map }: Differing): UseQueryResult<DifferencesFound> {
  const other = { against: against.segment, against_first: against.first, against_last: against.last };
  const enabled = part === "funnel" ? steps.length > 0 : part !== "designed" || map !== "";
  return useJourneys(workspace, `/compare/${part}`, side, { ...other, events, top: 15, step: part === "funnel" ? steps : [], within: part === "funnel" ? within : "", every: part === "return" ? every : "", map }, enabled);
}

export const usePeople = (workspace: string, side: Side, at: string, to: string, picture: Picture): UseQueryResult<People> =>
  useJourneys(workspace, "/people", side, { at, to, top: picture.top, merged: picture.merged });

/** A draft is watched and stopped apart from the questions behind the page. */
export const DRAFT = "draft";

/** Have a draft map made of these journeys. */
export function useDraft(workspace: string): UseMutationResult<MapSummary, unknown, { readonly side: Side; readonly title: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ side, title }) =>
      withTicket(
        workspace,
        (headers) =>
          ask(
            api.POST("/api/v1/workspaces/{workspace}/journeys/draft", {
              params: { path: { workspace } },
              body: { notion: side.notion, segment: [...side.segment], first: side.first || null, last: side.last || null, title },
              headers,
            }),
          ),
        DRAFT,
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.maps(workspace) }),
  });
}
