/** Templates: finished maps of somebody fictional, by trade, that a map can begin from. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/openapi";

export type Template = components["schemas"]["TemplateOut"];

export const templates = queryOptions({
  queryKey: ["templates"],
  queryFn: async () => ask(api.GET("/api/v1/templates")),
  staleTime: Infinity,
});

/** The drawn levels (1–10) as points of a line in a box; what is not drawn is left out. */
export function lineOf(levels: readonly (number | null)[], { width, height }: { readonly width: number; readonly height: number }): string {
  return levels
    .map((level, at) => (level === null ? "" : `${((at + 0.5) / levels.length) * width},${(height * (10 - level)) / 9}`))
    .filter(Boolean)
    .join(" ");
}
