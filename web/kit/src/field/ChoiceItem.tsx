/** One line in the list of a Select or ComboBox. */
import type { ReactNode } from "react";
import { ListBoxItem } from "react-aria-components/ListBox";
import { Icon } from "../icon/Icon";
import type { Choice } from "./field";

export function ChoiceItem({ choice }: { readonly choice: Choice }): ReactNode {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} isDisabled={choice.disabled} className="oi-choice">
      <span className="oi-choice__label">
        {choice.label}
        {choice.hint ? <small>{choice.hint}</small> : null}
      </span>
      <Icon name="check" size={15} className="oi-choice__check" />
    </ListBoxItem>
  );
}
