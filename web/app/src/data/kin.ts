/**
 * How maps are tied to each other, and maps begun from another: a blueprint, the journey of a relationship. What lives
 * here: the questions and acts. Not here: beginning a state or a finer journey (states), drawing any of it (pages/kin).
 */
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { toastDiagnostic } from "@outsidein/kit";
import { api, ask } from "../api/client";
import { asProblem } from "../api/problem";
import { keys, type MapSummary } from "./questions";

/** A map as it is tied to others, all by their keys: of which it is a state, and what its steps and flows open into. */
export interface Kin {
  readonly key: string;
  readonly title: string;
  readonly state: string;
  readonly of: string;
  readonly opens: readonly { readonly record: string; readonly name: string; readonly to: string; readonly known: boolean }[];
}

export function useHierarchy(workspace: string): UseQueryResult<readonly Kin[]> {
  return useQuery({
    queryKey: ["hierarchy", workspace],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/hierarchy", { params: { path: { workspace } } })) as unknown as Promise<readonly Kin[]>,
    staleTime: 5_000,
  });
}

export function useBeginBlueprint(workspace: string): UseMutationResult<MapSummary, unknown, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (map: string) => ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/blueprint", { params: { path: { workspace, map } }, body: { title: "", kind: "service-blueprint" } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.maps(workspace) }),
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
}

export function useInvestigate(workspace: string, map: string): UseMutationResult<MapSummary, unknown, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (flow: string) => ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/flows/{flow}/journey", { params: { path: { workspace, map, flow } }, body: { title: "" } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.maps(workspace) }),
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
}
