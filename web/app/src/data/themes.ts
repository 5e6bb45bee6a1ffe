/** What comments speak of, as pages ask for it and change it. What lives here: shapes, queries, acts. Not here: drawing. */
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { toastDiagnostic, useLanguage } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import { api, ask, once } from "../api/client";
import type { components } from "../api/openapi";
import { asProblem } from "../api/problem";

export type Book = components["schemas"]["BookOut"];
export interface Spoken {
  readonly id: string;
  readonly title: string;
  readonly named: boolean;
  readonly words: readonly string[];
  readonly labelled: number;
  readonly recognised: number;
  readonly grouped: number;
  readonly share: Estimate;
  readonly by_step: readonly { readonly step: string; readonly share: Estimate }[];
  readonly quotes: readonly string[];
}
export interface Proposed {
  readonly id: string;
  readonly words: readonly string[];
  readonly comments: number;
  readonly quotes: readonly string[];
  readonly share: Estimate;
  readonly stability: Estimate;
  readonly shaky: boolean;
}
export interface Learnt {
  readonly accuracy: Estimate;
  readonly baseline: Estimate;
  readonly gain: Estimate;
  readonly beats: boolean;
  readonly scores: readonly { readonly theme: string; readonly right: Estimate; readonly found: Estimate }[];
  readonly recognised: number;
  readonly labels: number;
  readonly notes: readonly string[];
}
export interface Told {
  readonly total: number;
  readonly themes: readonly Spoken[];
  readonly proposals: readonly Proposed[];
  readonly unplaced: number;
  readonly learnt: Learnt;
  readonly labels: number;
  readonly notes: readonly string[];
  readonly quotes: Readonly<Record<string, { readonly text: string; readonly touchpoint: string; readonly step: string }>>;
}
/** Which comments: of a map, or of a step (id) or touchpoint (key) of it. */
export interface Where {
  readonly map: string;
  readonly step: string;
  readonly touchpoint: string;
}

const keyOf = (workspace: string): readonly string[] => ["themes", workspace];

export function useThemes(workspace: string, { map, step, touchpoint }: Where): UseQueryResult<Told> {
  const language = useLanguage();
  return useQuery({
    queryKey: [...keyOf(workspace), map, step, touchpoint, language],
    queryFn: ({ signal }) =>
      ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/themes", { params: { path: { workspace, map }, query: { step, touchpoint } }, signal })) as unknown as Promise<Told>,
    enabled: map !== "",
    // What was named keeps its place while its numbers are counted anew; another place is another question.
    placeholderData: (before, query) => (query?.queryKey[2] === map && query.queryKey[3] === step && query.queryKey[4] === touchpoint ? before : undefined),
  });
}

/** The themes there are and every label. */
export function useBook(workspace: string): UseQueryResult<Book> {
  return useQuery({
    queryKey: [...keyOf(workspace), "book"],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/themes", { params: { path: { workspace } } })),
  });
}

/** An act on the book: what comes back is the book; everything told of themes is asked anew. */
function useAct<V>(workspace: string, act: (wanted: V) => Promise<Book>): UseMutationResult<Book, unknown, V> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
    onSuccess: (book) => {
      client.setQueryData([...keyOf(workspace), "book"], book);
      return client.invalidateQueries({ queryKey: keyOf(workspace), predicate: (query) => query.queryKey[2] !== "book" });
    },
  });
}

export interface Adopted extends Where {
  readonly proposal: string;
  readonly name: string;
  readonly into: string;
}
export function useAdopt(workspace: string): UseMutationResult<Book, unknown, Adopted> {
  return useAct(workspace, ({ map, ...body }) => ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/themes", { params: { path: { workspace, map } }, headers: once(), body })));
}

export function useRename(workspace: string): UseMutationResult<Book, unknown, { readonly theme: string; readonly name: string }> {
  return useAct(workspace, ({ theme, name }) => ask(api.PATCH("/api/v1/workspaces/{workspace}/themes/{theme}", { params: { path: { workspace, theme } }, body: { name } })));
}

export function useMerge(workspace: string): UseMutationResult<Book, unknown, { readonly theme: string; readonly into: string }> {
  return useAct(workspace, ({ theme, into }) =>
    ask(api.POST("/api/v1/workspaces/{workspace}/themes/{theme}/merge", { params: { path: { workspace, theme: into } }, headers: once(), body: { themes: [theme] } })),
  );
}

export function useRemove(workspace: string): UseMutationResult<Book, unknown, string> {
  return useAct(workspace, (theme) => ask(api.DELETE("/api/v1/workspaces/{workspace}/themes/{theme}", { params: { path: { workspace, theme } } })));
}

export function useLabel(workspace: string): UseMutationResult<Book, unknown, { readonly comment: string; readonly theme: string }> {
  return useAct(workspace, ({ comment, theme }) => ask(api.PUT("/api/v1/workspaces/{workspace}/labels/{comment}", { params: { path: { workspace, comment } }, body: { theme } })));
}
