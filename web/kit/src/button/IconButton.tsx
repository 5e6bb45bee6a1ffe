/** A button that is only a sign; its label shows as a tooltip and is what a screen reader says. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Icon } from "../icon/Icon";
import type { IconName } from "../icon/paths";
import { Tooltip } from "../overlay/Tooltip";
import type { ButtonSize } from "./Button";
import type { PressProps } from "./press";
import { pressing } from "./press";
import "./button.css";

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "children" | "onClick" | "disabled" | "style" | "aria-label" | "title">;

export interface IconButtonProps extends PressProps, Native {
  readonly icon: IconName;
  readonly label: string;
  /** Keys that do the same, shown in the tooltip: `Ctrl+Z`. */
  readonly keys?: string;
  readonly size?: ButtonSize;
  /** With a hairline around. */
  readonly quiet?: boolean;
  /** For what is on or off: says `pressed` to screen readers. */
  readonly selected?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton(props: IconButtonProps): ReactNode {
  const { icon, label, keys, size = "m", quiet, selected, className, pending, disabled, onPress, type = "button", ...rest } = props;
  const names = ["oi-icon-button", `oi-icon-button--${size}`, quiet && "oi-icon-button--quiet", className];
  return (
    <Tooltip says={label} keys={keys}>
      <button
        {...rest}
        type={type}
        {...pressing({ pending, disabled, onPress })}
        aria-label={label}
        aria-pressed={selected}
        className={names.filter(Boolean).join(" ")}
      >
        <Icon name={icon} size={size === "s" ? 15 : 17} />
      </button>
    </Tooltip>
  );
}
