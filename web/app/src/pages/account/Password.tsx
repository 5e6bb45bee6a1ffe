/** Changing one's password. */
import { Button, Card, TextField, toast, useT } from "@outsidein/kit";
import type { FormEvent, ReactNode } from "react";
import { useState } from "react";
import type { AuthError } from "../../account/auth";
import { errorOf, otherErrors } from "../../account/auth";
import { changePassword } from "../../account/authenticators";
import { asProblem } from "../../api/problem";

export function Password(): ReactNode {
  const t = useT();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [errors, setErrors] = useState<readonly AuthError[]>([]);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setPending(true);
    setErrors([]);
    try {
      const answer = await changePassword(current, next);
      if (answer.is === "no") return setErrors(answer.errors);
      setCurrent("");
      setNext("");
      toast({ says: t("account.password.changed"), tone: "good" });
    } catch (thrown) {
      toast({ ...asProblem(thrown).first, tone: "bad" });
    } finally {
      setPending(false);
    }
  };
  return (
    <Card title={t("account.password")}>
      <form className="oi-security__form" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t("account.password.current")}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={errorOf(errors, "current_password")}
        />
        <TextField
          label={t("account.new_password")}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          hint={t("account.password.hint")}
          error={errorOf(errors, "new_password") || otherErrors(errors, ["current_password", "new_password"])}
        />
        <Button type="submit" pending={pending} disabled={!current || !next}>
          {t("account.reset.set")}
        </Button>
      </form>
    </Card>
  );
}
