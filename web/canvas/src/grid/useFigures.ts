/**
 * The numbers of a row of measures, by step: share of loyalty, one measure of the touchpoints that count there, or how
 * the step is walked.
 * What lives here: picking them out of the reading. Not here: which measures have a row (whoever shows the map says).
 */
import { alike } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import { useMemo } from "react";
import type { MeasureRow } from "../facts/Facts";
import { useKnown } from "../facts/watch";
import { useSession } from "../session/Session";
import type { DrawnColumn } from "./columns";
import type { StepFigure } from "./FigureCell";

export interface Figures {
  readonly at: readonly (readonly StepFigure[])[];
  readonly decimals: number;
}

/** Without a measure: importance, the share of loyalty that each touchpoint explains. */
export function useFigures(columns: readonly DrawnColumn[], measure: MeasureRow | null): Figures {
  const { facts } = useSession();
  const known = useKnown();
  return useMemo(() => {
    void known;
    const found: Estimate[] = [];
    const figure = (touchpoint: string): StepFigure | null => {
      const share = measure ? null : facts.driver(touchpoint)?.share;
      const estimate = measure ? facts.measure(touchpoint, measure.id) : share;
      if (!estimate || estimate.value === null) return null;
      found.push(estimate);
      return {
        measure: measure?.id ?? "driver-share",
        touchpoint,
        estimate,
        most: measure ? measure.top : facts.mostImportant,
        strong: !measure && estimate.value >= facts.fairShare,
      };
    };
    const walked = (step: string): readonly StepFigure[] => {
      const estimate = measure && facts.walked(step, measure.id);
      if (!estimate || estimate.value === null) return [];
      found.push(estimate);
      return [{ measure: measure.id, touchpoint: "", estimate, most: measure.top, strong: false }];
    };
    const at = columns.map(({ step }) => [...(facts.point(step)?.touchpoints ?? []).flatMap((touchpoint) => figure(touchpoint) ?? []), ...walked(step)]);
    return { at, decimals: alike(found) };
  }, [columns, measure, facts, known]);
}
