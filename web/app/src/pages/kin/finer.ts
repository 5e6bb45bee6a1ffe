/** Opening the finer journey of a step, or beginning it after asking. What lives here: the act. Not here: the map it begins. */
import { confirm, useT } from "@outsidein/kit";
import type { Step } from "@outsidein/schema";
import { useLocation } from "wouter";
import { useMaps } from "../../data/questions";
import { useOpenStep } from "../../data/states";
import { usePlace } from "../../session/place";
import "./words";

/** Goes to the map that the step opens into; where there is none yet, asks whether to begin it. */
export function useOpenFiner(map: string): (step: Step) => Promise<void> {
  const t = useT();
  const place = usePlace();
  const maps = useMaps(place.id);
  const begin = useOpenStep(place.id, map);
  const [, go] = useLocation();
  return async (step) => {
    const all = maps.data ?? (await maps.refetch()).data ?? [];
    const known = step.opens ? all.find((one) => one.key === step.opens) : undefined;
    if (known) return go(place.href(`/maps/${known.id}`));
    if (!place.may("editor")) return;
    if (!(await confirm({ title: t("kin.finer.begin.title", { step: step.name }), says: t("kin.finer.begin.says", { step: step.name }), action: t("kin.finer.begin.action") }))) return;
    // Whoever asked may be gone when the map is there; what went wrong was said by then.
    const made = await begin.mutateAsync(step.id).catch(() => null);
    if (made) go(place.href(`/maps/${made.id}`));
  };
}
