/**
 * Talking about a map and what became of it: saying something, members, history, versions, links. What lives here:
 * queries and acts. Not here: reading comments (comments.ts), what evidence says (questions.ts).
 */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData, type UseInfiniteQueryResult, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";
import { toastDiagnostic } from "@outsidein/kit";
import { api, ask, once } from "../api/client";
import type { components } from "../api/openapi";
import { asProblem } from "../api/problem";
import { commentsKey, type Comment, type Mark } from "./comments";

type Schemas = components["schemas"];
export type Member = Schemas["MemberOut"];
export type Deed = Schemas["DeedOut"];
export type Change = Schemas["ChangeOut"];
export type Version = Schemas["VersionOut"];
export type Share = Schemas["ShareOut"];
export type NewShare = Schemas["NewShare"];
type HistoryPage = Schemas["HistoryOut"];

/** The first word of each is what a notice of the room names. */
export const talkKeys = {
  members: (workspace: string) => ["members", workspace] as const,
  history: (workspace: string, map: string) => ["history", workspace, map] as const,
  versions: (workspace: string, map: string) => ["versions", workspace, map] as const,
  shares: (workspace: string, map: string) => ["shares", workspace, map] as const,
};

export function useMembers(workspace: string): UseQueryResult<readonly Member[]> {
  return useQuery({
    queryKey: talkKeys.members(workspace),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/members", { params: { path: { workspace } } })),
  });
}

/** Acts on one kind of thing: done, then what shows it asks again; what went wrong is said. */
function useAct<V, D>(key: readonly string[], act: (wanted: V) => Promise<D>): UseMutationResult<D, unknown, V> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
}

export interface NewComment {
  readonly record: string;
  readonly parent?: string;
  readonly text?: string;
  readonly sign?: Mark | "";
  readonly mentions?: readonly number[];
}

export interface CommentActs {
  readonly say: UseMutationResult<Comment, unknown, NewComment>;
  readonly reword: UseMutationResult<Comment, unknown, { readonly id: string; readonly text: string; readonly mentions: readonly number[] }>;
  readonly settle: UseMutationResult<Comment, unknown, { readonly id: string; readonly resolved: boolean }>;
  readonly remove: UseMutationResult<unknown, unknown, string>;
}

export function useCommentActs(workspace: string, map: string): CommentActs {
  const key = commentsKey(workspace, map);
  const at = (comment: string): { params: { path: { workspace: string; map: string; comment: string } } } => ({ params: { path: { workspace, map, comment } } });
  return {
    say: useAct(key, ({ record, parent = "", text = "", sign = "", mentions = [] }: NewComment) =>
      ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/comments", { params: { path: { workspace, map } }, headers: once(), body: { record, parent, text, sign, mentions: [...mentions] } })),
    ),
    reword: useAct(key, ({ id, text, mentions }: { readonly id: string; readonly text: string; readonly mentions: readonly number[] }) =>
      ask(api.PATCH("/api/v1/workspaces/{workspace}/maps/{map}/comments/{comment}", { ...at(id), body: { text, mentions: [...mentions] } })),
    ),
    settle: useAct(key, ({ id, resolved }: { readonly id: string; readonly resolved: boolean }) =>
      ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/comments/{comment}/resolve", { ...at(id), body: { resolved } })),
    ),
    remove: useAct(key, (id: string) => ask(api.DELETE("/api/v1/workspaces/{workspace}/maps/{map}/comments/{comment}", at(id)))),
  };
}

export function useHistory(workspace: string, map: string): UseInfiniteQueryResult<InfiniteData<HistoryPage>> {
  return useInfiniteQuery({
    queryKey: talkKeys.history(workspace, map),
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/history", { params: { path: { workspace, map }, query: pageParam === null ? {} : { before: pageParam } } })),
    getNextPageParam: (page) => page.before,
    staleTime: 0,
  });
}

export function useVersions(workspace: string, map: string): UseQueryResult<readonly Version[]> {
  return useQuery({
    queryKey: talkKeys.versions(workspace, map),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/versions", { params: { path: { workspace, map } } })),
  });
}

/** What changed from a version to now. */
export function useVersionChanges(workspace: string, map: string, version: string): UseQueryResult<readonly Change[]> {
  return useQuery({
    queryKey: [...talkKeys.versions(workspace, map), version],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/versions/{version}/changes", { params: { path: { workspace, map, version } } })),
    enabled: version !== "",
    staleTime: 0,
  });
}

export interface VersionActs {
  readonly name: UseMutationResult<Version, unknown, { readonly name: string; readonly note: string }>;
  readonly restore: UseMutationResult<unknown, unknown, string>;
  readonly approve: UseMutationResult<Version, unknown, { readonly id: string; readonly approved: boolean }>;
  readonly lock: UseMutationResult<unknown, unknown, boolean>;
}

export function useVersionActs(workspace: string, map: string): VersionActs {
  const key = talkKeys.versions(workspace, map);
  const client = useQueryClient();
  const past = useCallback(() => client.invalidateQueries({ queryKey: talkKeys.history(workspace, map) }), [client, workspace, map]);
  const at = (version: string): { params: { path: { workspace: string; map: string; version: string } } } => ({ params: { path: { workspace, map, version } } });
  return {
    name: useAct(key, (body: { readonly name: string; readonly note: string }) =>
      ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/versions", { params: { path: { workspace, map } }, headers: once(), body })),
    ),
    restore: useAct(key, async (id: string) => {
      await ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/versions/{version}/restore", at(id)));
      await past();
    }),
    approve: useAct(key, ({ id, approved }: { readonly id: string; readonly approved: boolean }) =>
      ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/versions/{version}/approve", { ...at(id), body: { approved } })),
    ),
    lock: useAct(key, (locked: boolean) => ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/lock", { params: { path: { workspace, map } }, body: { locked } }))),
  };
}

export function useShares(workspace: string, map: string): UseQueryResult<readonly Share[]> {
  return useQuery({
    queryKey: talkKeys.shares(workspace, map),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/shares", { params: { path: { workspace, map } } })),
    staleTime: 0,
  });
}

export function useMakeShare(workspace: string, map: string): UseMutationResult<Share, unknown, NewShare> {
  return useAct(talkKeys.shares(workspace, map), (body: NewShare) => ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/shares", { params: { path: { workspace, map } }, headers: once(), body })));
}

export function useRevokeShare(workspace: string, map: string): UseMutationResult<unknown, unknown, string> {
  return useAct(talkKeys.shares(workspace, map), (share: string) => ask(api.DELETE("/api/v1/workspaces/{workspace}/maps/{map}/shares/{share}", { params: { path: { workspace, map, share } } })));
}

/** Sends a picture; its name is what cards and personas say. Throws Problem. */
export async function sendPicture(workspace: string, file: Blob): Promise<string> {
  const form = new FormData();
  form.append("file", file);
  const made = await ask(api.POST("/api/v1/workspaces/{workspace}/images", { params: { path: { workspace } }, body: form as never }));
  return made.name;
}
