/** A day. Takes and gives ISO days, `2026-11-03`; the browser's own field, which every reader and phone knows. */
import type { ReactNode } from "react";
import type { FieldProps } from "./field";
import { FieldBox } from "./FieldBox";
import "./field.css";

export interface DateFieldProps extends FieldProps {
  /** null is empty. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The first and the last day that may be chosen. */
  readonly min?: string;
  readonly max?: string;
}

export function DateField(props: DateFieldProps): ReactNode {
  const { value, onChange, min, max } = props;
  return (
    <FieldBox {...props}>
      {(tied) => (
        <span className="oi-input">
          <input {...tied} type="date" min={min} max={max} value={value ?? ""} onChange={(event) => onChange(event.target.value || null)} />
        </span>
      )}
    </FieldBox>
  );
}
