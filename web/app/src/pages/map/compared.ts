/** Readings of some of the people, to be drawn beside that of all. What lives here: asking for each. */
import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useLanguage } from "@outsidein/kit";
import type { Reading } from "@outsidein/schema";
import { useCallback } from "react";
import { readingQuery, type NamedReading } from "../../data/questions";
import type { Compared } from "./shown";

export interface ComparedReading {
  readonly label: string;
  readonly reading: Reading;
}

export function useCompared(workspace: string, map: string, compare: readonly Compared[]): readonly ComparedReading[] {
  const language = useLanguage();
  const combine = useCallback(
    (found: readonly UseQueryResult<NamedReading>[]) => compare.flatMap((one, index) => (found[index]?.data ? [{ label: one.label, reading: found[index].data }] : [])),
    [compare],
  );
  return useQueries({ queries: compare.map((one) => readingQuery(workspace, map, one.filter, language)), combine });
}
