/** Something that is shown once, to be copied: a link, a token. */
import { Button, TextField, toast, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import "./words";
import "./team.css";

export interface SecretProps {
  readonly label: string;
  readonly value: string;
}

export function Secret({ label, value }: SecretProps): ReactNode {
  const t = useT();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    toast({ says: t("team.copied"), tone: "good" });
  };
  return (
    <div className="oi-secret">
      <TextField label={label} value={value} onChange={() => undefined} readOnly hint={t("team.secret.once")} spellCheck={false} />
      <Button icon="copy" onPress={() => void copy().catch((thrown: unknown) => toast({ ...asProblem(thrown).first, tone: "bad" }))}>
        {t("team.copy")}
      </Button>
    </div>
  );
}
