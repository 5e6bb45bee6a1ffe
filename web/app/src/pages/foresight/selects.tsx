/** The choices that several parts share: which touchpoint is the goal, and how far ahead. */
import type { ReactNode } from "react";
import { Select, useT } from "@outsidein/kit";
import type { Overview } from "../../data/journeys";

const NONE = "\u0000none";
const LENGTHS = ["1w", "2w", "30d", "60d", "90d", "26w"] as const;

export interface GoalSelectProps {
  readonly label: string;
  /** What it means to choose none; without it one must be chosen. */
  readonly none?: string;
  readonly overview: Overview;
  readonly name: (touchpoint: string) => string;
  readonly value: string;
  readonly onChange: (goal: string) => void;
}

export function GoalSelect({ label, none, overview, name, value, onChange }: GoalSelectProps): ReactNode {
  const places = overview.touchpoints.map((one) => ({ id: one.name, label: name(one.name) }));
  return <Select label={label} choices={none ? [{ id: NONE, label: none }, ...places] : places} value={value || (none ? NONE : "")} onChange={(id) => onChange(id === NONE ? "" : id)} />;
}

export function WithinSelect({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (within: string) => void }): ReactNode {
  const t = useT();
  return (
    <Select
      label={label}
      choices={[{ id: NONE, label: t("foresight.within.usual") }, ...LENGTHS.map((id) => ({ id, label: t.dynamic(`foresight.within.${id}`) }))]}
      value={value || NONE}
      onChange={(id) => onChange(id === NONE ? "" : id)}
    />
  );
}
