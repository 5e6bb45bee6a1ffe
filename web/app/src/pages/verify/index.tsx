/** Confirming an e-mail address by the key in the letter; only when asked to, since mail filters open links too. */
import { Button, Link, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { useParams } from "wouter";
import { auth, otherErrors } from "../../account/auth";
import { Door } from "../../account/Door";
import { useAuthForm } from "../../account/useAuthForm";

export function Page(): ReactNode {
  const t = useT();
  const { key } = useParams<{ key: string }>();
  const form = useAuthForm();
  const [done, setDone] = useState(false);
  const onward = <Link href="/">{t("account.verify.onward")}</Link>;
  if (done) return <Door title={t("account.verify.done")} foot={onward} />;
  const submit = async (): Promise<void> => {
    const answer = await form.send(() => auth("/auth/email/verify", { method: "POST", body: { key } }));
    if (answer && answer.is !== "no") setDone(true);
  };
  return (
    <Door title={t("account.verify.title")} lead={t("account.verify.lead")} error={otherErrors(form.errors, [])} onSubmit={() => void submit()}>
      <Button look="primary" type="submit" pending={form.pending}>
        {t("account.verify.confirm")}
      </Button>
    </Door>
  );
}
