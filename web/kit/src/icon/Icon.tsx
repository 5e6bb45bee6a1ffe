/** One line icon, drawn in the colour of the text around it. It says nothing: the words beside it or a label do. */
import type { ReactNode } from "react";
import type { IconName } from "./paths";
import { PATHS } from "./paths";
import "./icon.css";

export interface IconProps {
  readonly name: IconName;
  /** In pixels; 16 beside text. */
  readonly size?: number;
  readonly className?: string;
}

export function Icon({ name, size = 16, className }: IconProps): ReactNode {
  return (
    <svg
      className={className ? `oi-icon ${className}` : "oi-icon"}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
