/** One of many choices, found by writing a part of it; where `onCreate` is given, something new as well. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { ComboBox as AriaComboBox } from "react-aria-components/ComboBox";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { ListBox } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
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

export interface ComboBoxProps extends FieldProps {
  readonly choices: readonly Choice[];
  /** Empty is nothing chosen. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** Offers to make what was written when nothing is called so. */
  readonly onCreate?: (label: string) => void;
  readonly placeholder?: string;
}

const NEW = "\u0000new";

export function ComboBoxPart(props: ComboBoxProps): ReactNode {
  const { choices, value, onChange, onCreate, placeholder, error, required, disabled, autoFocus, name, className } = props;
  const t = useT();
  const [written, setWritten] = useState(() => choices.find((one) => one.id === value)?.label ?? "");
  const wanted = written.trim();
  const known = choices.some((one) => one.label.toLowerCase() === wanted.toLowerCase());
  const offered =
    onCreate && wanted && !known ? [...choices, { id: NEW, label: t("kit.create", { name: wanted }) }] : [...choices];
  return (
    <Aria>
      <AriaComboBox
        className={fieldClass(className)}
        items={offered.map((choice) => ({ ...choice }))}
        defaultFilter={(text, input) => text.toLowerCase().includes(input.toLowerCase().trim())}
        value={value || null}
        inputValue={written}
        onInputChange={setWritten}
        onChange={(key) => {
          if (key === NEW) onCreate?.(wanted);
          else onChange(key === null ? "" : String(key));
        }}
        menuTrigger="focus"
        isInvalid={Boolean(error)}
        isRequired={required}
        isDisabled={disabled}
        autoFocus={autoFocus}
        name={name}
        validationBehavior="aria"
      >
        <FieldFrame {...props}>
          <Group className="oi-input oi-input--combo">
            <Input placeholder={placeholder} />
            <AriaButton className="oi-input__clear">
              <Icon name="chevron-down" size={14} />
            </AriaButton>
          </Group>
        </FieldFrame>
        <Popover className="oi-popover oi-choices" offset={4}>
          <ListBox className="oi-choices__list">{(choice: Choice) => <ChoiceItem choice={choice} />}</ListBox>
        </Popover>
      </AriaComboBox>
    </Aria>
  );
}
