/** Asking for the password again before something that matters, as the server wants it: then the act is done anew. */
import { Button, Dialog, TextField, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import type { AuthAnswer, AuthError } from "./auth";
import { errorOf, otherErrors } from "./auth";
import { reauthenticate } from "./authenticators";

interface Waiting {
  readonly go: () => void;
  readonly giveUp: () => void;
}

export interface Sure {
  /** Do it; where the server wants the password first, ask for it. Null: the person turned away. */
  readonly sure: <D>(act: () => Promise<AuthAnswer<D>>) => Promise<AuthAnswer<D> | null>;
  /** Stands on the page that uses this. */
  readonly asking: ReactNode;
}

export function useSure(): Sure {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const sure: Sure["sure"] = async (act) => {
    const answer = await act();
    if (answer.is !== "next" || !answer.flows.some((flow) => flow.id === "reauthenticate")) return answer;
    const confirmed = await new Promise<boolean>((resolve) => {
      setWaiting({ go: () => resolve(true), giveUp: () => resolve(false) });
    });
    setWaiting(null);
    return confirmed ? act() : null;
  };
  return { sure, asking: waiting ? <AskPassword waiting={waiting} /> : null };
}

function AskPassword({ waiting }: { readonly waiting: Waiting }): ReactNode {
  const t = useT();
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<readonly AuthError[]>([]);
  const [pending, setPending] = useState(false);
  const submit = async (): Promise<void> => {
    setPending(true);
    const answer = await reauthenticate(password).finally(() => setPending(false));
    if (answer.is === "no") setErrors(answer.errors);
    else waiting.go();
  };
  return (
    <Dialog
      open
      size="s"
      title={t("account.sure.title")}
      lead={t("account.sure.lead")}
      onClose={waiting.giveUp}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onPress={waiting.giveUp}>{t("account.cancel")}</Button>
          <Button look="primary" type="submit" pending={pending}>
            {t("account.go_on")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("account.password")}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={errorOf(errors, "password") || otherErrors(errors, ["password"])}
        autoFocus
      />
    </Dialog>
  );
}
