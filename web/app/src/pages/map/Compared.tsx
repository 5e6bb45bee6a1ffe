/**
 * Readings of some of the people, to be drawn beside that of all; fetched once somebody compares. What lives here: asking
 * for each. Not here: drawing them (canvas).
 */
import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useLanguage } from "@outsidein/kit";
import type { Reading } from "@outsidein/schema";
import { useCallback, useEffect } from "react";
import { readingQuery, type NamedReading } from "../../data/questions";
import type { Compared as Chosen } from "./shown";

export interface ComparedReading {
  readonly label: string;
  readonly reading: Reading;
}

interface Props {
  readonly workspace: string;
  readonly map: string;
  readonly compare: readonly Chosen[];
  readonly onFound: (found: readonly ComparedReading[]) => void;
}

export function Compared({ workspace, map, compare, onFound }: Props): null {
  const language = useLanguage();
  const combine = useCallback(
    (found: readonly UseQueryResult<NamedReading>[]) => compare.flatMap((one, index) => (found[index]?.data ? [{ label: one.label, reading: found[index].data }] : [])),
    [compare],
  );
  const found = useQueries({ queries: compare.map((one) => readingQuery(workspace, map, one.filter, language)), combine });
  useEffect(() => onFound(found), [found, onFound]);
  return null;
}
