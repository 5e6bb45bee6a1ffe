/**
 * The columns of a chronological map as they are drawn: steps under their stages, numbered, with their place.
 * What lives here: arithmetic over the editor's columns. Not here: names of stages and steps.
 */
import type { Column } from "@outsidein/editor";
import type { Id } from "@outsidein/store";

/** A column with its place from 0. A stage without steps has one column with an empty `step`. */
export interface DrawnColumn extends Column {
  readonly at: number;
  /** The number of the step, counted over the whole map; 0 where there is no step. */
  readonly number: number;
  readonly opensStage: boolean;
}

/** A stage with the columns it covers, both ends counted. */
export interface DrawnStage {
  readonly id: Id;
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

export function columnsOf(columns: readonly Column[]): readonly DrawnColumn[] {
  let number = 0;
  return columns.map((column, at) => ({
    ...column,
    at,
    number: column.step ? ++number : 0,
    opensStage: columns[at - 1]?.stage !== column.stage,
  }));
}

export function stagesOf(columns: readonly Column[]): readonly DrawnStage[] {
  const found: { id: Id; at: number; first: number; last: number }[] = [];
  columns.forEach((column, at) => {
    const last = found.at(-1);
    if (last?.id === column.stage) last.last = at;
    else found.push({ id: column.stage, at: found.length, first: at, last: at });
  });
  return found;
}

/** The ground of a stage's head: evenly along the five stage colours of the tokens. */
export function groundOf(at: number, of: number): string {
  if (of < 2) return "var(--stage-3)";
  const place = (at / (of - 1)) * 4;
  const low = Math.min(Math.floor(place), 3);
  const share = Math.round((1 - (place - low)) * 100);
  return `color-mix(in srgb, var(--stage-${low + 1}) ${share}%, var(--stage-${low + 2}))`;
}

/** Ids of the steps of a stage, blank between. */
export function stepsOf(columns: readonly DrawnColumn[], stage: DrawnStage): string {
  return columns
    .slice(stage.first, stage.last + 1)
    .map((column) => column.step)
    .filter((step) => step !== "")
    .join(" ");
}
