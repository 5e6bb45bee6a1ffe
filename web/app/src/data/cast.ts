/** Touchpoints and personas of the whole workspace, changed once for every map. What lives here: the acts. */
import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { toast, toastDiagnostic, words } from "@outsidein/kit";
import { api, ask } from "../api/client";
import { asProblem } from "../api/problem";
import { keys } from "./questions";

export interface CastChange {
  readonly record: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Change fields of a touchpoint or persona on every map that knows it; what is wrong is said at once. */
export function useChangeCast(workspace: string): UseMutationResult<{ maps: number }, unknown, CastChange> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ record, fields }: CastChange) =>
      ask(api.PATCH("/api/v1/workspaces/{workspace}/inventory/{record}", { params: { path: { workspace, record } }, body: { fields: { ...fields } } })),
    onSuccess: async (made) => {
      toast({ says: words()("cast.changed", { maps: made.maps }), tone: "good" });
      // A channel that is called otherwise is so in the words of every kind, and in what is read of maps.
      await Promise.all([keys.inventory(workspace), keys.kinds(workspace), ["reading", workspace]].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
}

/** Enter a touchpoint, persona, channel or capability in the library of the workspace. */
export function useCreateCast(workspace: string): UseMutationResult<{ id: string }, unknown, { readonly type: "touchpoint" | "persona" | "channel" | "capability"; readonly name: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ type, name }) => ask(api.POST("/api/v1/workspaces/{workspace}/inventory", { params: { path: { workspace } }, body: { type, name, fields: {} } })),
    onSuccess: () => Promise.all([keys.inventory(workspace), keys.kinds(workspace)].map((queryKey) => client.invalidateQueries({ queryKey }))),
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
}

/** Take a touchpoint or persona out of the workspace; refused with its uses where a map uses it. */
export function useRemoveCast(workspace: string): UseMutationResult<unknown, unknown, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (record: string) => ask(api.DELETE("/api/v1/workspaces/{workspace}/inventory/{record}", { params: { path: { workspace, record } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.inventory(workspace) }),
  });
}
