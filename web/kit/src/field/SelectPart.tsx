/** One of a few choices. For acts use Menu; for long lists ComboBox. */
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { ListBox } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Aria } from "../aria/Aria";
import { Icon } from "../icon/Icon";
import { useT } from "../words/useT";
import { ChoiceItem } from "./ChoiceItem";
import type { Choice, FieldProps } from "./field";
import { fieldClass } from "./fieldClass";
import { FieldFrame } from "./FieldFrame";
import "../overlay/overlay.css";
import "./field.css";
import "./parts.css";

export interface SelectProps extends FieldProps {
  readonly choices: readonly Choice[];
  /** Empty is nothing chosen. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly placeholder?: string;
}

export function SelectPart(props: SelectProps): ReactNode {
  const { choices, value, onChange, placeholder, error, required, disabled, autoFocus, name, className } = props;
  const t = useT();
  return (
    <Aria>
      <AriaSelect
        className={fieldClass(className)}
        value={value || null}
        onChange={(key) => key !== null && onChange(String(key))}
        placeholder={placeholder ?? t("kit.choose")}
        isInvalid={Boolean(error)}
        isRequired={required}
        isDisabled={disabled}
        autoFocus={autoFocus}
        name={name}
        validationBehavior="aria"
      >
        <FieldFrame {...props}>
          <AriaButton className="oi-input oi-input--select">
            <SelectValue className="oi-input__value">{({ selectedText, defaultChildren }) => selectedText ?? defaultChildren}</SelectValue>
            <Icon name="chevron-down" size={14} />
          </AriaButton>
        </FieldFrame>
        <Popover className="oi-popover oi-choices" offset={4}>
          <ListBox items={choices.map((choice) => ({ ...choice }))} className="oi-choices__list">
            {(choice) => <ChoiceItem choice={choice} />}
          </ListBox>
        </Popover>
      </AriaSelect>
    </Aria>
  );
}
