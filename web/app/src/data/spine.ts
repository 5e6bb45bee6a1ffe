/** What a map calls its stages and steps, by the kind that it is of. Not here: the map, or asking for kinds (questions). */
import { useT } from "@outsidein/kit";
import { spineWords, type SpineWords } from "@outsidein/schema";
import { useMemo } from "react";
import { usePlace } from "../session/place";
import { useKinds, useMaps } from "./questions";

/** Undefined until the map (its id) and its kind are known. */
export function useSpine(map: string): SpineWords | undefined {
  const t = useT();
  const place = usePlace();
  const { data: maps } = useMaps(place.id);
  const { data: kinds } = useKinds();
  const kind = kinds?.find((one) => one.id === maps?.find((other) => other.id === map)?.kind);
  return useMemo(() => (kind ? spineWords(kind.spine, t.language) : undefined), [kind, t.language]);
}
