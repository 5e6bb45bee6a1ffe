/** From pain to proof, as pages ask for it and change it. What lives here: queries and acts. Not here: drawing. */
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { toastDiagnostic, useLanguage } from "@outsidein/kit";
import type { ActionState, Finding, Initiative, Opportunity, Result } from "@outsidein/schema";
import { api, ask, once } from "../api/client";
import { asProblem } from "../api/problem";
import { keys } from "./questions";

export type OpenedOpportunity = Opportunity & { readonly state: ActionState };
export type ToldResult = Result & { readonly says: readonly string[] };
export type StartedInitiative = Initiative & { readonly state: ActionState; readonly measure: string; readonly results: readonly ToldResult[] };
export interface Actions {
  readonly opportunities: readonly OpenedOpportunity[];
  readonly initiatives: readonly StartedInitiative[];
}

export function useActions(workspace: string): UseQueryResult<Actions> {
  const language = useLanguage();
  return useQuery({
    queryKey: [...keys.actions(workspace), language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/actions", { params: { path: { workspace } } })) as unknown as Promise<Actions>,
  });
}

export function useProposal(workspace: string, map: string, where: string): UseQueryResult<{ readonly question: string; readonly finding: Finding | null }> {
  const language = useLanguage();
  return useQuery({
    queryKey: ["proposal", workspace, map, where, language],
    queryFn: () =>
      ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/proposal", { params: { path: { workspace, map }, query: { where } } })) as unknown as Promise<{
        readonly question: string;
        readonly finding: Finding | null;
      }>,
    enabled: where !== "",
  });
}

/** An act on the plan: asks, then everything that shows the plan looks again; what is wrong is said by whoever asked. */
function useAct<V, D>(workspace: string, act: (wanted: V) => Promise<D>): UseMutationResult<D, unknown, V> {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: keys.actions(workspace) }) });
}

export interface NewOpportunity {
  readonly map: string;
  readonly where: string;
  readonly title: string;
  readonly question: string;
  readonly owner: string;
}
export function useOpenOpportunity(workspace: string): UseMutationResult<OpenedOpportunity, unknown, NewOpportunity> {
  return useAct(workspace, ({ map, ...body }) =>
    ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/opportunities", { params: { path: { workspace, map } }, headers: once(), body: { ...body, cards: [] } })) as unknown as Promise<OpenedOpportunity>,
  );
}

export interface NewInitiative {
  readonly map: string;
  readonly where: string;
  readonly measure: string;
  readonly title: string;
  readonly owner: string;
  readonly start: string;
  readonly opportunity: string;
  readonly due: string | null;
  readonly target: number | null;
  readonly about: string;
}
export function useStartInitiative(workspace: string): UseMutationResult<StartedInitiative, unknown, NewInitiative> {
  return useAct(workspace, ({ map, ...body }) =>
    ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/initiatives", { params: { path: { workspace, map } }, headers: once(), body: { ...body, filter: [] } })) as unknown as Promise<StartedInitiative>,
  );
}

export interface NewResult {
  readonly initiative: string;
  readonly first: string;
  readonly last: string;
  readonly others: readonly string[];
  readonly note: string;
}
export function useRecordResult(workspace: string): UseMutationResult<StartedInitiative, unknown, NewResult> {
  return useAct(workspace, ({ initiative, others, ...body }) =>
    ask(api.POST("/api/v1/workspaces/{workspace}/initiatives/{initiative}/results", { params: { path: { workspace, initiative } }, headers: once(), body: { ...body, others: [...others] } })) as unknown as Promise<StartedInitiative>,
  );
}

export function useTurn(workspace: string): UseMutationResult<unknown, unknown, { readonly id: string; readonly state: ActionState; readonly note?: string }> {
  const act = useAct(workspace, ({ id, state, note = "" }: { readonly id: string; readonly state: ActionState; readonly note?: string }) =>
    ask(api.POST("/api/v1/workspaces/{workspace}/actions/{action}/state", { params: { path: { workspace, action: id } }, headers: once(), body: { state, note } })).catch((thrown: unknown) => {
      toastDiagnostic(asProblem(thrown).first);
      throw thrown;
    }),
  );
  return act;
}

/** Which states may follow which, as `FOLLOWS` in Python: the server decides, this only offers. */
export const FOLLOWS: Readonly<Record<ActionState, readonly ActionState[]>> = {
  proposed: ["open", "dropped"],
  open: ["in-progress", "done", "dropped"],
  "in-progress": ["done", "open", "dropped"],
  done: ["in-progress"],
  dropped: ["open"],
};
