/** Label above, hint and error below: the same around every field. Used inside React Aria's field components. */
import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import type { FieldProps } from "./field";
import "./field.css";

interface FieldFrameProps extends Pick<FieldProps, "label" | "labelHidden" | "hint" | "error" | "required"> {
  readonly children: ReactNode;
}

export function FieldFrame({ label, labelHidden, hint, error, required, children }: FieldFrameProps): ReactNode {
  return (
    <>
      <Label className={labelHidden ? "oi-unseen" : "oi-field__label"}>
        {label}
        {required ? <span aria-hidden="true" className="oi-field__star" /> : null}
      </Label>
      {children}
      {hint ? (
        <Text slot="description" className="oi-field__hint">
          {hint}
        </Text>
      ) : null}
      <FieldError className="oi-field__error">{error}</FieldError>
    </>
  );
}
