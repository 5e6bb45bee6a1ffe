/** A forgotten password: asking for the letter, and setting a new one by the key in it. */
import { Button, Link, TextField, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { useParams } from "wouter";
import { auth, errorOf, otherErrors } from "../../account/auth";
import { Door } from "../../account/Door";
import { useAuthForm } from "../../account/useAuthForm";

export function Page(): ReactNode {
  const { key } = useParams<{ key?: string }>();
  return key ? <NewPassword resetKey={key} /> : <AskForLetter />;
}

function AskForLetter(): ReactNode {
  const t = useT();
  const form = useAuthForm();
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const back = <Link href="/sign-in">{t("account.back_to_sign_in")}</Link>;
  if (sent) return <Door title={t("account.letter.title")} lead={t("account.letter.lead", { email })} foot={back} />;
  const submit = async (): Promise<void> => {
    const answer = await form.send(() => auth("/auth/password/request", { method: "POST", body: { email } }));
    if (answer && answer.is !== "no") setSent(true);
  };
  return (
    <Door
      title={t("account.forgot.title")}
      lead={t("account.forgot.lead")}
      error={otherErrors(form.errors, ["email"])}
      onSubmit={() => void submit()}
      foot={back}
    >
      <TextField
        label={t("account.email")}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        error={errorOf(form.errors, "email")}
        required
        autoFocus
      />
      <Button look="primary" type="submit" pending={form.pending}>
        {t("account.forgot.send")}
      </Button>
    </Door>
  );
}

function NewPassword({ resetKey }: { readonly resetKey: string }): ReactNode {
  const t = useT();
  const form = useAuthForm();
  const [password, setPassword] = useState("");
  const [set, setSet] = useState(false);
  const toSignIn = <Link href="/sign-in">{t("account.back_to_sign_in")}</Link>;
  if (set) return <Door title={t("account.reset.done")} lead={t("account.reset.done.lead")} foot={toSignIn} />;
  const submit = async (): Promise<void> => {
    const answer = await form.send(() => auth("/auth/password/reset", { method: "POST", body: { key: resetKey, password } }));
    if (answer && answer.is !== "no") setSet(true);
  };
  return (
    <Door
      title={t("account.reset.title")}
      error={otherErrors(form.errors, ["password"])}
      onSubmit={() => void submit()}
      foot={toSignIn}
    >
      <TextField
        label={t("account.new_password")}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        hint={t("account.password.hint")}
        error={errorOf(form.errors, "password")}
        required
        autoFocus
      />
      <Button look="primary" type="submit" pending={form.pending}>
        {t("account.reset.set")}
      </Button>
    </Door>
  );
}
