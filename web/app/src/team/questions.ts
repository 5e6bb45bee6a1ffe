/** What the pages of a team ask the server. What lives here: queries and their keys. Not here: what is done with them. */
import type { UseQueryResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import type { components } from "../api/openapi";

export type Member = components["schemas"]["MemberOut"];
export type Group = components["schemas"]["GroupOut"];
export type Invitation = components["schemas"]["InvitationOut"];
export type Token = components["schemas"]["TokenOut"];
export type MemberRole = Member["role"];

export const ROLES: readonly MemberRole[] = ["viewer", "commenter", "editor", "owner"];

export const teamKeys = {
  members: (workspace: string) => ["members", workspace] as const,
  groups: (workspace: string) => ["groups", workspace] as const,
  invitations: (workspace: string) => ["invitations", workspace] as const,
  tokens: ["tokens"] as const,
  audit: (workspace: string) => ["audit", workspace] as const,
};

export function useMembers(workspace: string, enabled = true): UseQueryResult<Member[]> {
  const params = { path: { workspace } };
  return useQuery({ queryKey: teamKeys.members(workspace), queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/members", { params })), enabled });
}

export function useGroups(workspace: string): UseQueryResult<Group[]> {
  const params = { path: { workspace } };
  return useQuery({ queryKey: teamKeys.groups(workspace), queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/groups", { params })) });
}

/** Only owners may ask. */
export function useInvitations(workspace: string, enabled: boolean): UseQueryResult<Invitation[]> {
  const params = { path: { workspace } };
  const queryFn = (): Promise<Invitation[]> => ask(api.GET("/api/v1/workspaces/{workspace}/invitations", { params }));
  return useQuery({ queryKey: teamKeys.invitations(workspace), queryFn, enabled });
}

export function useTokens(): UseQueryResult<Token[]> {
  return useQuery({ queryKey: teamKeys.tokens, queryFn: () => ask(api.GET("/api/v1/tokens")) });
}
