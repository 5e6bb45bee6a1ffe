/** The button, and the link that looks like one. What lives here: looks, sizes, the pending state. Not here: menus. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Icon } from "../icon/Icon";
import type { IconName } from "../icon/paths";
import { Spinner } from "../show/Spinner";
import type { LinkProps } from "./Link";
import { Link } from "./Link";
import type { PressProps } from "./press";
import { pressing } from "./press";
import "./button.css";

/** `primary` once a page; `quiet` with a hairline; `ghost` without; `danger` for what takes something away. */
export type ButtonLook = "primary" | "quiet" | "ghost" | "danger";
export type ButtonSize = "s" | "m";

interface Looks {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly icon?: IconName;
  /** Behind the words: a chevron for what opens. */
  readonly iconAfter?: IconName;
  readonly className?: string;
  readonly children?: ReactNode;
}

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "children" | "onClick" | "disabled" | "style">;

export interface ButtonProps extends Looks, PressProps, Native {
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look, size, icon, iconAfter, className, children, pending, disabled, onPress, type = "button", ...rest }: ButtonProps): ReactNode {
  return (
    <button {...rest} type={type} {...pressing({ pending, disabled, onPress })} className={looks({ look, size, className })}>
      {pending ? <Spinner size={14} /> : icon ? <Icon name={icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} size={14} className="oi-button__after" /> : null}
    </button>
  );
}

export interface ButtonLinkProps extends Looks, Omit<LinkProps, "plain" | "children"> {}

/** Goes somewhere, and looks like a button. */
export function ButtonLink({ look, size, icon, iconAfter, className, children, ...rest }: ButtonLinkProps): ReactNode {
  return (
    <Link {...rest} bare className={looks({ look, size, className })}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} size={14} className="oi-button__after" /> : null}
    </Link>
  );
}

function looks({ look = "quiet", size = "m", className }: Looks): string {
  return ["oi-button", `oi-button--${look}`, `oi-button--${size}`, className].filter(Boolean).join(" ");
}
