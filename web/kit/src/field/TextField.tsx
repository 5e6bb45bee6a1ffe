/** Fields for text: one line, several lines, a search. */
import type { KeyboardEvent, ReactNode } from "react";
import { useRef } from "react";
import { Icon } from "../icon/Icon";
import { useT } from "../words/useT";
import type { FieldProps } from "./field";
import { FieldBox } from "./FieldBox";
import "./field.css";

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
}

export interface TextFieldProps extends TextProps {
  readonly type?: "text" | "email" | "password" | "url" | "tel";
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "numeric" | "email" | "url";
  readonly spellCheck?: boolean;
  /** At the end of the field: a button, a unit. */
  readonly after?: ReactNode;
}

export function TextField(props: TextFieldProps): ReactNode {
  const { value, onChange, onBlur, placeholder, maxLength, readOnly, type = "text", autoComplete, inputMode, spellCheck, after } = props;
  return (
    <FieldBox {...props}>
      {(tied) => (
        <span className="oi-input">
          <input
            {...tied}
            {...{ type, placeholder, maxLength, readOnly, autoComplete, inputMode, spellCheck, onBlur }}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {after}
        </span>
      )}
    </FieldBox>
  );
}

export interface TextAreaProps extends TextProps {
  readonly rows?: number;
}

/** Several lines; it grows with what is written. */
export function TextArea(props: TextAreaProps): ReactNode {
  const { value, onChange, onBlur, placeholder, maxLength, readOnly, rows = 3 } = props;
  return (
    <FieldBox {...props}>
      {(tied) => (
        <span className="oi-input oi-input--area">
          <textarea
            {...tied}
            {...{ rows, placeholder, maxLength, readOnly, onBlur }}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      )}
    </FieldBox>
  );
}

export interface SearchFieldProps extends Omit<TextProps, "onBlur" | "maxLength" | "readOnly"> {
  readonly onSubmit?: (value: string) => void;
}

/** Looks for something; Escape empties it. */
export function SearchField(props: SearchFieldProps): ReactNode {
  const t = useT();
  const { value, onChange, onSubmit, placeholder } = props;
  const input = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    onChange("");
    input.current?.focus();
  };
  const listen = (event: KeyboardEvent): void => {
    if (event.key === "Enter") onSubmit?.(value);
    if (event.key !== "Escape" || !value) return;
    // The first Escape empties, only the next one leaves what the field stands in.
    event.preventDefault();
    event.stopPropagation();
    onChange("");
  };
  return (
    <FieldBox {...props}>
      {(tied) => (
        <span className="oi-input oi-input--search">
          <Icon name="search" size={15} />
          <input
            {...tied}
            ref={input}
            type="search"
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={listen}
          />
          {value ? (
            <button type="button" className="oi-input__clear" aria-label={t("kit.clear")} tabIndex={-1} onClick={clear}>
              <Icon name="close" size={13} />
            </button>
          ) : null}
        </span>
      )}
    </FieldBox>
  );
}
