/** Comments page by page, as the server has them. Not here: which are asked for (asked.ts). */
import { keepPreviousData, useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from "@tanstack/react-query";
import type { Comments } from "@outsidein/schema";
import { api, ask } from "../../api/client";
import type { Asked } from "./asked";

/** How many come at once. */
export const PAGE = 30;

export function useComments(workspace: string, asked: Asked): UseInfiniteQueryResult<InfiniteData<Comments, string>> {
  const { map, where, ...said } = asked;
  const query = { ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== "")), ...(where.length ? { where: [...where] } : {}), limit: PAGE };
  return useInfiniteQuery({
    queryKey: ["quotes", workspace, map, query],
    queryFn: ({ pageParam }) =>
      ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/quotes", { params: { path: { workspace, map }, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } })) as unknown as Promise<Comments>,
    initialPageParam: "",
    getNextPageParam: (last) => last.after || undefined,
    enabled: map !== "",
    placeholderData: keepPreviousData,
  });
}
