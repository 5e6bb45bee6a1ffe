/**
 * Which answers stand behind a number. What lives here: what is asked, as data, and the question to the server. Not here:
 * who may see them (the server), how they are shown.
 */
import type { Behind } from "@outsidein/schema";
import { keepPreviousData, type UseQueryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { keys, type Filter, type MeasureRow } from "../../data/questions";

export interface RowsAsked extends Filter {
  readonly measure: string;
  /** Of which map steps, stages and personas are; empty: none. */
  readonly map: string;
  /** The number is worked out from these rows and others: they are what it rests on, not all of it. */
  readonly rests?: "share" | "effect";
}

/** How many rows open first, and the most that the server gives. */
export const FIRST = 100;
export const MOST = 1000;

export function rowsQuery(workspace: string, asked: RowsAsked, limit: number): UseQueryOptions<Behind> {
  const { measure, map, persona, where, first, last } = asked;
  const query = { map: map || undefined, persona: persona || undefined, where: where ? [...where] : undefined, first: first ?? undefined, last: last ?? undefined, limit };
  return {
    queryKey: [...keys.measures(workspace), "behind", measure, query],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/measures/{measure}/rows", { params: { path: { workspace, measure }, query } })) as unknown as Promise<Behind>,
    placeholderData: keepPreviousData,
  };
}

/** The same, kept to a place of the journey: a step (id) or a touchpoint (key). */
export function at(asked: RowsAsked, place: { readonly step?: string; readonly touchpoint?: string }): RowsAsked {
  const kept = place.touchpoint ? [`touchpoint=${place.touchpoint}`] : place.step ? [`step=${place.step}`] : [];
  return { ...asked, where: [...(asked.where ?? []), ...kept] };
}

/** The same, kept to the row of a table cut by `by`: a key of null is what nobody said, a period is its days. */
export function cut(asked: RowsAsked, by: readonly string[], row: MeasureRow): RowsAsked {
  const where = [...(asked.where ?? [])];
  let days: Pick<Filter, "first" | "last"> = {};
  row.keys.forEach((key, index) => {
    if (key !== null && typeof key === "object") days = { ...(key.first ? { first: key.first } : {}), ...(key.last ? { last: key.last } : {}) };
    else if (by[index]) where.push(`${by[index]}=${key ?? ""}`);
  });
  return { ...asked, ...days, where };
}
