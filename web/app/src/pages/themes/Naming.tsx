/** Giving a theme its name: one field, Enter keeps it, Escape leaves it. Not here: what is named. */
import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { Button, TextField, useT } from "@outsidein/kit";

export interface NamingProps {
  readonly name?: string;
  /** What the button says. */
  readonly action: string;
  readonly pending: boolean;
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}
/** As the server takes it. */
const MOST_LETTERS = 120;

export function Naming({ name = "", action, pending, onName, onCancel }: NamingProps): ReactNode {
  const t = useT();
  const [said, setSaid] = useState(name);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      className="oi-themes__naming"
      onSubmit={(event) => {
        event.preventDefault();
        if (said.trim()) onName(said.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      <TextField label={t("themes.name.field")} value={said} onChange={setSaid} maxLength={MOST_LETTERS} />
      <div>
        <Button type="submit" look="primary" size="s" pending={pending} disabled={!said.trim()}>
          {action}
        </Button>
        <Button size="s" look="quiet" onPress={onCancel}>
          {t("themes.name.cancel")}
        </Button>
      </div>
    </form>
  );
}
