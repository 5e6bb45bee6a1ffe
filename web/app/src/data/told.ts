/**
 * What comments speak of, counted: a long question, with a ticket. What lives here: its shapes and its query. Not here: the
 * book of themes and labels (themes), drawing.
 */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useLanguage } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import { api, ask } from "../api/client";
import { withTicket } from "./asked";
import { themesOf, type Where } from "./themes";

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

export function useThemes(workspace: string, { map, step, touchpoint }: Where): UseQueryResult<Told> {
  const language = useLanguage();
  return useQuery({
    queryKey: [...themesOf(workspace), map, step, touchpoint, language],
    queryFn: ({ signal }) =>
      withTicket(
        workspace,
        (headers) => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/themes", { params: { path: { workspace, map }, query: { step, touchpoint } }, signal, headers })) as unknown as Promise<Told>,
      ),
    enabled: map !== "",
    // What was named keeps its place while its numbers are counted anew; another place is another question.
    placeholderData: (before, query) => (query?.queryKey[2] === map && query.queryKey[3] === step && query.queryKey[4] === touchpoint ? before : undefined),
  });
}
