/** What people say about a map, as every page of it needs it. Not here: saying something, history, links (talk.ts). */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import type { components } from "../api/openapi";

export type Comment = components["schemas"]["CommentOut"];
export type Mention = components["schemas"]["MentionOut"];

export const MARKS = ["agree", "doubt", "question", "idea"] as const;
export type Mark = (typeof MARKS)[number];

/** The first word is what a notice of the room names. */
export function commentsKey(workspace: string, map: string): readonly string[] {
  return ["comments", workspace, map];
}

export function useComments(workspace: string, map: string): UseQueryResult<readonly Comment[]> {
  return useQuery({
    queryKey: commentsKey(workspace, map),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/comments", { params: { path: { workspace, map } } })),
  });
}

/** Where others mentioned one in a workspace. */
export function useMentions(workspace: string): UseQueryResult<readonly Mention[]> {
  return useQuery({
    queryKey: commentsKey(workspace, "mentions"),
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/mentions", { params: { path: { workspace } } })),
  });
}
