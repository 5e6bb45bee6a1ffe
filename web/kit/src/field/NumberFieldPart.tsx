/** A number, written and read in the person's language, with buttons to step. */
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { NumberField as AriaNumberField } from "react-aria-components/NumberField";
import { Aria } from "../aria/Aria";
import { Icon } from "../icon/Icon";
import type { FieldProps } from "./field";
import { fieldClass } from "./fieldClass";
import { FieldFrame } from "./FieldFrame";
import "./field.css";
import "./parts.css";

export interface NumberFieldProps extends FieldProps {
  /** null is empty. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Behind the number: %, €. */
  readonly unit?: string;
}

export function NumberFieldPart(props: NumberFieldProps): ReactNode {
  const { value, onChange, min, max, step, unit, error, required, disabled, autoFocus, name, className } = props;
  return (
    <Aria>
      <AriaNumberField
        className={fieldClass(className)}
        value={value ?? Number.NaN}
        onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
        minValue={min}
        maxValue={max}
        step={step}
        isInvalid={Boolean(error)}
        isRequired={required}
        isDisabled={disabled}
        autoFocus={autoFocus}
        name={name}
        validationBehavior="aria"
      >
        <FieldFrame {...props}>
          <Group className="oi-input oi-input--number">
            <Input />
            {unit ? <span className="oi-input__unit">{unit}</span> : null}
            <span className="oi-input__steps">
              <AriaButton slot="increment">
                <Icon name="chevron-up" size={11} />
              </AriaButton>
              <AriaButton slot="decrement">
                <Icon name="chevron-down" size={11} />
              </AriaButton>
            </span>
          </Group>
        </FieldFrame>
      </AriaNumberField>
    </Aria>
  );
}
