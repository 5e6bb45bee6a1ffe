/**
 * The book of themes and labels, as pages ask for it and change it. What lives here: queries, acts. Not here: what comments
 * are counted to say (told), drawing.
 */
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { toastDiagnostic } from "@outsidein/kit";
import { api, ask, once } from "../api/client";
import type { components } from "../api/openapi";
import { asProblem } from "../api/problem";

export type Book = components["schemas"]["BookOut"];
/** Which comments: of a map, or of a step (id) or touchpoint (key) of it. */
export interface Where {
  readonly map: string;
  readonly step: string;
  readonly touchpoint: string;
}

/** The key of all that is asked of themes here. */
export const themesOf = (workspace: string): readonly string[] => ["themes", workspace];

/** The themes there are and every label. */
export function useBook(workspace: string): UseQueryResult<Book> {
  return useQuery({
    queryKey: [...themesOf(workspace), "book"],
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
      client.setQueryData([...themesOf(workspace), "book"], book);
      return client.invalidateQueries({ queryKey: themesOf(workspace), predicate: (query) => query.queryKey[2] !== "book" });
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
