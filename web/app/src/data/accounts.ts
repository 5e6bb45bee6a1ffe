/**
 * How customer organisations and the roles in them fare along a map. What lives here: the question and the shape of its
 * answer. Not here: what is drawn of it (pages/accounts).
 */
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useLanguage } from "@outsidein/kit";
import type { Diagnostic, Estimate } from "@outsidein/schema";
import { api, ask } from "../api/client";
import { keys } from "./questions";

/** Keyed by account; by account and role; by account, role and step. Null is a role that nobody said. */
export interface AccountRow {
  readonly keys: readonly (string | null)[];
  readonly estimate: Estimate;
  /** Why there is no number: too few people, or so that such a group cannot be worked out. */
  readonly refused: Diagnostic | null;
  readonly customers: number;
}
export interface Account {
  readonly key: string;
  readonly level: AccountRow;
  readonly roles: readonly AccountRow[];
  readonly hurts: readonly AccountRow[];
}
export interface RoleAtStep {
  readonly role: string | null;
  readonly step: string;
  /** Its interval is clustered by account, and `people` are accounts. */
  readonly level: Estimate;
  readonly suffering: Estimate;
  readonly surely: number;
}
export interface AccountsOnMap {
  readonly found: { readonly accounts: readonly Account[]; readonly places: readonly RoleAtStep[]; readonly unnamed: number; readonly k: number; readonly notes: readonly string[] };
  readonly names: readonly (readonly [role: string, name: string])[];
  readonly account: string;
  readonly role: string;
  readonly steps: readonly { readonly id: string; readonly name: string }[];
}

/** The segment by which sources name the customer organisation of an answer. */
export const ACCOUNT = "account";

/** The fewest people of whom a number is shown, unless somebody who may see the rows asks for fewer. */
export const SMALLEST = 5;

/** Asked once the evidence is known to name accounts; `map` empty: not yet. */
export function useAccounts(workspace: string, map: string, account: string = ACCOUNT, k: number = SMALLEST): UseQueryResult<AccountsOnMap> {
  const language = useLanguage();
  return useQuery({
    queryKey: [...keys.measures(workspace), "accounts", map, account, k, language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/accounts", { params: { path: { workspace, map }, query: { account, k } } })) as unknown as Promise<AccountsOnMap>,
    enabled: map !== "",
    staleTime: 5_000,
    placeholderData: keepPreviousData,
  });
}
