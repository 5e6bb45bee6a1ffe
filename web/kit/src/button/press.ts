/** Pressing: what buttons share. What lives here: pending and disabled. Not here: looks. */
import type { MouseEvent } from "react";

export interface PressProps {
  readonly onPress?: (event: MouseEvent<HTMLButtonElement>) => void;
  /** At work on what was pressed: cannot be pressed again, but keeps the focus. */
  readonly pending?: boolean;
  readonly disabled?: boolean;
}

/** The attributes of a button that is pressed like this. */
export function pressing({ onPress, pending, disabled }: PressProps): {
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly disabled: boolean | undefined;
  readonly "aria-disabled": boolean | undefined;
  readonly "aria-busy": boolean | undefined;
} {
  return {
    // A pending button of a form must not send it again either.
    onClick: (event) => (pending ? event.preventDefault() : onPress?.(event)),
    disabled,
    "aria-disabled": pending || undefined,
    "aria-busy": pending || undefined,
  };
}
