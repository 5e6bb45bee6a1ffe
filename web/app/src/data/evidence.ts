/**
 * Evidence as the server tells of it: sources, files on their way in, jobs. What lives here: queries and acts, one hook
 * each. Not here: sending bytes (sending.ts), what is done with the answers.
 */
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import type { components } from "../api/openapi";

type Schemas = components["schemas"];
export type Sources = Schemas["SourcesOut"];
export type Source = Schemas["SourceOut"];
export type RememberedMapping = Schemas["MappingOut"];
export type Upload = Schemas["UploadOut"];
export type Draft = Schemas["DraftOut"];
export type Line = Schemas["LineOut"];
export type DraftChange = Schemas["DraftChange"];
export type LineChoice = Schemas["ChoiceIn"];
export type Job = Schemas["JobOut"];

const LOOK = 400;
const at = (workspace: string): { readonly path: { readonly workspace: string } } => ({ path: { workspace } });

export const isOver = (job: Job | null | undefined): boolean => !job || !["queued", "running"].includes(job.state);

export function useSources(workspace: string): UseQueryResult<Sources> {
  return useQuery({
    queryKey: ["sources", workspace],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/sources", { params: at(workspace) })),
  });
}

export function useMappings(workspace: string): UseQueryResult<RememberedMapping[]> {
  return useQuery({
    queryKey: ["mappings", workspace],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/mappings", { params: at(workspace) })),
  });
}

/** Files on their way in; asked again as long as something is done with one of them. */
export function useUploads(workspace: string, may: boolean): UseQueryResult<Upload[]> {
  return useQuery({
    queryKey: ["uploads", workspace],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/uploads", { params: at(workspace) })),
    enabled: may,
    refetchInterval: ({ state }) => (state.data?.some((one) => !isOver(one.job)) ? LOOK * 2 : false),
  });
}

/** One file on its way in; asked again until it was looked at. */
export function useUpload(workspace: string, upload: string): UseQueryResult<Upload> {
  return useQuery({
    queryKey: ["upload", workspace, upload],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/uploads/{upload}", { params: { path: { workspace, upload } } })),
    enabled: Boolean(upload),
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data && !state.data.draft && !isOver(state.data.job) ? LOOK : false),
  });
}

/** A job until it has ended. */
export function useJob(workspace: string, job: string): UseQueryResult<Job> {
  return useQuery({
    queryKey: ["job", workspace, job],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/jobs/{job}", { params: { path: { workspace, job } } })),
    enabled: Boolean(job),
    staleTime: Infinity,
    refetchInterval: ({ state }) => (isOver(state.data) && state.data ? false : LOOK),
  });
}

/** Decide something about a draft; the answer is the draft as it is then. */
export function useDecide(workspace: string, upload: string): UseMutationResult<Upload, unknown, DraftChange> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: DraftChange) =>
      ask(api.PATCH("/api/v1/workspaces/{workspace}/uploads/{upload}", { params: { path: { workspace, upload } }, body: change })),
    scope: { id: `decide ${upload}` },
    onSuccess: (found) => client.setQueryData(["upload", workspace, upload], found),
  });
}

export const begin = {
  preview: (workspace: string, upload: string): Promise<Job> =>
    ask(api.POST("/api/v1/workspaces/{workspace}/uploads/{upload}/preview", { params: { path: { workspace, upload } } })),
  import: (workspace: string, upload: string): Promise<Job> =>
    ask(api.POST("/api/v1/workspaces/{workspace}/uploads/{upload}/import", { params: { path: { workspace, upload } } })),
  folder: (workspace: string, files: string[]): Promise<Job> =>
    ask(api.POST("/api/v1/workspaces/{workspace}/imports", { params: at(workspace), body: { files } })),
};

export const act = {
  cancel: (workspace: string, job: string): Promise<Job> =>
    ask(api.DELETE("/api/v1/workspaces/{workspace}/jobs/{job}", { params: { path: { workspace, job } } })),
  drop: (workspace: string, upload: string): Promise<unknown> =>
    ask(api.DELETE("/api/v1/workspaces/{workspace}/uploads/{upload}", { params: { path: { workspace, upload } } })),
  keepMapping: (workspace: string, upload: string): Promise<unknown> =>
    ask(api.POST("/api/v1/workspaces/{workspace}/uploads/{upload}/mapping", { params: { path: { workspace, upload } } })),
  withdraw: (workspace: string, number: number): Promise<unknown> =>
    ask(api.DELETE("/api/v1/workspaces/{workspace}/sources/{number}", { params: { path: { workspace, number } } })),
};

/** Wait for a job outside of a component. */
export async function ended(workspace: string, job: Job): Promise<Job> {
  let found = job;
  while (!isOver(found)) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    found = await ask(api.GET("/api/v1/workspaces/{workspace}/jobs/{job}", { params: { path: { workspace, job: job.id } } }));
  }
  return found;
}

/** Everything that hangs on the evidence is asked anew. */
export function useEvidenceChanged(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ predicate: ({ queryKey }) => !["session", "upload", "job"].includes(String(queryKey[0])) });
}
