/**
 * The emotion curve as data: per column what was measured, in every series, what people drew, what is aimed at.
 * What lives here: putting the reading and the map's records together. Not here: heights, drawing.
 */
import type { Beat, Estimate } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useMemo, useSyncExternalStore } from "react";
import { useKnown } from "../facts/watch";
import type { DrawnColumn } from "../grid/columns";
import { useSession } from "../session/Session";
import { useTopics } from "../session/watch";

export interface CurveColumn {
  readonly step: Id | "";
  readonly name: string;
  readonly level: Estimate | null;
  /** Why there is no level. */
  readonly gap: string;
  readonly measuredAs: string;
  readonly drawn: number | null;
  /** The cards of the curve's lane that hold the drawn level. */
  readonly drawnBy: readonly Id[];
  readonly target: number | null;
  readonly tone: "bad" | "good" | "";
  readonly moment: boolean;
  /** The place of the step in the story; empty where it has none. */
  readonly beat: Beat | "";
  /** The level in each series that is compared. */
  readonly others: readonly (Estimate | null)[];
}

export interface Curve {
  readonly columns: readonly CurveColumn[];
  readonly series: readonly string[];
}

interface Written {
  readonly name: string;
  readonly target: number | null;
  readonly beat: Beat | "";
  readonly cards: readonly (readonly [Id, number])[];
}

export function useCurve(columns: readonly DrawnColumn[], lane: string): Curve {
  const { store, facts } = useSession();
  const known = useKnown();
  const text = useTopics(["any"], () =>
    JSON.stringify(
      columns.map(({ step }): Written => {
        const record = step ? store.get<"step">(step) : undefined;
        const cards = step ? store.cell(step, lane) : [];
        const values = cards.flatMap((id) => {
          const value = store.get<"card">(id)?.value;
          return value === undefined ? [] : [[id, value] as const];
        });
        return { name: record?.name ?? "", target: record?.target ?? null, beat: record?.beat ?? "", cards: values };
      }),
    ),
  );
  const signs = useSyncExternalStore(facts.subscribe, () =>
    columns.map(({ step }) => {
      const found = facts.signs(step);
      return `${found.moments.length > 0 ? "m" : ""}${found.hotspots.length > 0 ? "h" : found.brightSpots.length > 0 ? "b" : ""}`;
    }).join(" "),
  );
  return useMemo(() => {
    const written = JSON.parse(text) as readonly Written[];
    const marks = signs.split(" ");
    const others = known.compare.map((one) => new Map(one.reading.curve.map((point) => [point.step, point.level])));
    const series = known.compare.map((one) => one.label);
    const made = columns.map(({ step }, at): CurveColumn => {
      const point = step ? facts.point(step) : undefined;
      const { name = "", target = null, beat = "", cards = [] } = written[at] ?? {};
      const level = point?.level && point.level.value !== null ? point.level : null;
      const sum = cards.reduce((total, [, value]) => total + value, 0);
      return {
        step,
        name,
        level,
        gap: level ? "" : (point?.gap ?? ""),
        measuredAs: point?.measured_as ?? "",
        drawn: cards.length > 0 ? sum / cards.length : null,
        drawnBy: cards.map(([id]) => id),
        target: target ?? point?.target ?? null,
        tone: marks[at]?.includes("h") ? "bad" : marks[at]?.includes("b") ? "good" : "",
        moment: marks[at]?.includes("m") ?? false,
        beat,
        others: others.map((one) => one.get(step) ?? null),
      };
    });
    return { columns: made, series };
  }, [columns, text, signs, known, facts]);
}
