/** A text of a record: kept when one leaves the field, so that a name is one edit and not one for each letter. */
import { TextArea, TextField } from "@outsidein/kit";
import type { FocusEvent, ReactNode } from "react";
import { useState } from "react";

interface Props {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly canEdit: boolean;
  readonly long?: boolean;
  readonly onWrite: (text: string) => void;
}

export function Written({ label, labelHidden = false, value, canEdit, long = false, onWrite }: Props): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const leave = (event: FocusEvent): void => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    if (text !== null && text !== value) onWrite(text);
    setText(null);
  };
  const field = { label, labelHidden, value: text ?? value, onChange: setText, disabled: !canEdit };
  return (
    <div
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !long && text !== null) {
          if (text !== value) onWrite(text);
          setText(null);
        }
      }}
    >
      {long ? <TextArea {...field} rows={3} /> : <TextField {...field} />}
    </div>
  );
}
