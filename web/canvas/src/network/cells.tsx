/** The cells of the network's tables: a text that is kept when one leaves it, a choice. Quick native fields: there are many. */
import { useState } from "react";

interface Field {
  readonly label: string;
  readonly value: string;
  readonly canEdit: boolean;
}

export function Said({ label, value, canEdit, onSay }: Field & { readonly onSay: (text: string) => void }) {
  const [text, setText] = useState<string | null>(null);
  if (!canEdit) return <span dir="auto">{value}</span>;
  const keep = (): void => {
    if (text !== null && text !== value) onSay(text);
    setText(null);
  };
  return (
    <input
      className="oi-net-field"
      aria-label={label}
      value={text ?? value}
      maxLength={2000}
      dir="auto"
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key === "Escape") setText(null);
      }}
    />
  );
}

export function Choose({ label, value, choices, canEdit, onChoose }: Field & { readonly choices: readonly { readonly id: string; readonly label: string }[]; readonly onChoose: (id: string) => void }) {
  if (!canEdit) return <>{choices.find((one) => one.id === value)?.label ?? value}</>;
  return (
    <select className="oi-net-field" aria-label={label} value={value} onChange={(event) => onChoose(event.target.value)}>
      {choices.map((one) => (
        <option key={one.id} value={one.id}>
          {one.label}
        </option>
      ))}
    </select>
  );
}
