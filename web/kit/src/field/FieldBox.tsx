/** A field of our own around a native input: label, hint and error, tied to it. Not here: React Aria's (FieldFrame). */
import type { ReactNode } from "react";
import { useId } from "react";
import type { FieldProps } from "./field";
import { fieldClass } from "./fieldClass";
import "./field.css";

/** What the input takes; spread it. */
export interface Tied {
  readonly id: string;
  readonly name: string | undefined;
  readonly required: boolean | undefined;
  readonly disabled: boolean | undefined;
  readonly autoFocus: boolean | undefined;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

export interface FieldBoxProps extends FieldProps {
  readonly readOnly?: boolean;
  readonly children: (tied: Tied) => ReactNode;
}

export function FieldBox(props: FieldBoxProps): ReactNode {
  const { label, labelHidden, hint, error, required, disabled, autoFocus, name, className, readOnly, children } = props;
  const id = useId();
  const described = [hint && `${id}h`, error && `${id}e`].filter(Boolean).join(" ");
  return (
    <div
      className={fieldClass(className)}
      data-invalid={error ? true : undefined}
      data-disabled={disabled || undefined}
      data-readonly={readOnly || undefined}
    >
      <label htmlFor={id} className={labelHidden ? "oi-unseen" : "oi-field__label"}>
        {label}
        {required ? <span aria-hidden="true" className="oi-field__star" /> : null}
      </label>
      {children({
        id,
        name,
        required,
        disabled,
        autoFocus,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described || undefined,
      })}
      {hint ? (
        <span id={`${id}h`} className="oi-field__hint">
          {hint}
        </span>
      ) : null}
      {error ? (
        <span id={`${id}e`} className="oi-field__error" role="alert">
          {error}
        </span>
      ) : null}
    </div>
  );
}
