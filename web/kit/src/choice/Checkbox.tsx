/** Yes or no: a checkbox for what is sent with a form, a switch for what works at once. */
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { Icon } from "../icon/Icon";
import "./choice.css";

export interface SwitchProps {
  readonly children: ReactNode;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly name?: string;
}

export interface CheckboxProps extends SwitchProps {
  /** Some of what it stands for is checked. */
  readonly mixed?: boolean;
}

export function Checkbox({ children, hint, checked, onChange, mixed = false, disabled, name }: CheckboxProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <label className="oi-check">
      <input
        ref={input}
        type="checkbox"
        className="oi-check__input"
        {...{ checked, disabled, name }}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="oi-check__box">
        <Icon name={mixed ? "minus" : "check"} size={13} />
      </span>
      <Says hint={hint}>{children}</Says>
    </label>
  );
}

export function Switch({ children, hint, checked, onChange, disabled, name }: SwitchProps): ReactNode {
  return (
    <label className="oi-check oi-switch">
      <input
        type="checkbox"
        role="switch"
        className="oi-check__input"
        {...{ checked, disabled, name }}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="oi-switch__track">
        <span className="oi-switch__knob" />
      </span>
      <Says hint={hint}>{children}</Says>
    </label>
  );
}

function Says({ hint, children }: Pick<SwitchProps, "hint" | "children">): ReactNode {
  return (
    <span className="oi-check__label">
      {children}
      {hint ? <small>{hint}</small> : null}
    </span>
  );
}
