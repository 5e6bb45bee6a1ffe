/** One of a few choices that all stand on the page; `cards` where each needs a sentence. */
import type { ReactNode } from "react";
import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { Aria } from "../aria/Aria";
import type { Choice, FieldProps } from "../field/field";
import { fieldClass } from "../field/fieldClass";
import { FieldFrame } from "../field/FieldFrame";
import { Icon } from "../icon/Icon";
import type { IconName } from "../icon/paths";
import "./choice.css";
import "./radio.css";

export interface RadioChoice extends Choice {
  readonly icon?: IconName;
}

export interface RadioGroupProps extends FieldProps {
  readonly choices: readonly RadioChoice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly look?: "list" | "cards";
}

export function RadioGroupPart(props: RadioGroupProps): ReactNode {
  const { choices, value, onChange, look = "list", error, required, disabled, name, className } = props;
  return (
    <Aria>
      <AriaRadioGroup
        className={fieldClass(className)}
        value={value}
        onChange={onChange}
        isInvalid={Boolean(error)}
        isRequired={required}
        isDisabled={disabled}
        name={name}
        validationBehavior="aria"
      >
        <FieldFrame {...props}>
          <div className={`oi-radios oi-radios--${look}`}>
            {choices.map((choice) => (
              <Radio key={choice.id} value={choice.id} isDisabled={choice.disabled} className="oi-check oi-radio">
                {choice.icon ? <Icon name={choice.icon} size={20} className="oi-radio__icon" /> : <span className="oi-radio__dot" />}
                <span className="oi-check__label">
                  {choice.label}
                  {choice.hint ? <small>{choice.hint}</small> : null}
                </span>
              </Radio>
            ))}
          </div>
        </FieldFrame>
      </AriaRadioGroup>
    </Aria>
  );
}
