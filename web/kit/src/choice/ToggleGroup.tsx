/** A few states side by side, one of which holds: as-is / to-be / compare. Arrow keys go from one to the next. */
import type { KeyboardEvent, ReactNode } from "react";
import { Icon } from "../icon/Icon";
import type { IconName } from "../icon/paths";
import { Tooltip } from "../overlay/Tooltip";
import "./choice.css";

export interface Segment {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** Show only the icon; the label is a tooltip, and for screen readers. */
  readonly iconOnly?: boolean;
}

export interface ToggleGroupProps {
  readonly label: string;
  readonly segments: readonly Segment[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly disabled?: boolean;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function ToggleGroup({ label, segments, value, onChange, disabled }: ToggleGroupProps): ReactNode {
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key];
    const here = segments.findIndex((one) => one.id === value);
    const index = step ? (here + step + segments.length) % segments.length : -1;
    const next = segments[index];
    if (!next) return;
    event.preventDefault();
    onChange(next.id);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")[index]?.focus();
  };
  const chosen = segments.some((one) => one.id === value);
  return (
    <div role="radiogroup" aria-label={label} aria-disabled={disabled} className="oi-segments" onKeyDown={walk}>
      {segments.map((one, index) => {
        const segment = (
          <button
            key={one.id}
            type="button"
            role="radio"
            aria-checked={one.id === value}
            aria-label={one.iconOnly ? one.label : undefined}
            tabIndex={one.id === value || (!chosen && index === 0) ? 0 : -1}
            disabled={disabled}
            className="oi-segment"
            onClick={() => onChange(one.id)}
          >
            {one.icon ? <Icon name={one.icon} size={15} /> : null}
            {one.iconOnly ? null : one.label}
          </button>
        );
        return one.iconOnly ? (
          <Tooltip key={one.id} says={one.label}>
            {segment}
          </Tooltip>
        ) : (
          segment
        );
      })}
    </div>
  );
}
