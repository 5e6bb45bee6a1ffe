/** The second factor: a code of the authenticator app or a recovery code, or a passkey. */
import { Button, Link, TextField, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { auth, errorOf, otherErrors } from "../../account/auth";
import { Door } from "../../account/Door";
import { canPasskeys, showPasskey } from "../../account/passkeys";
import { useAuthForm } from "../../account/useAuthForm";

export function Page(): ReactNode {
  const t = useT();
  const form = useAuthForm();
  const [code, setCode] = useState("");
  const submit = async (): Promise<void> => {
    const body = { code: code.replace(/\s/g, "") };
    const answer = await form.send(() => auth("/auth/2fa/authenticate", { method: "POST", body }));
    if (answer?.is === "in") await form.goIn();
  };
  const withPasskey = async (): Promise<void> => {
    const options = await form.send(() => auth<{ readonly request_options: Parameters<typeof showPasskey>[0] }>("/auth/webauthn/authenticate"));
    const credential = options?.is === "in" ? await showPasskey(options.data.request_options) : null;
    if (!credential) return;
    const answer = await form.send(() => auth("/auth/webauthn/authenticate", { method: "POST", body: { credential } }));
    if (answer?.is === "in") await form.goIn();
  };
  return (
    <Door
      title={t("account.second.title")}
      lead={t("account.second.lead")}
      error={otherErrors(form.errors, ["code"])}
      onSubmit={() => void submit()}
      foot={<Link href="/sign-in">{t("account.back_to_sign_in")}</Link>}
    >
      <TextField
        label={t("account.code")}
        name="code"
        autoComplete="one-time-code"
        inputMode="text"
        value={code}
        onChange={setCode}
        error={errorOf(form.errors, "code")}
        hint={t("account.code.hint")}
        autoFocus
      />
      <Button look="primary" type="submit" pending={form.pending}>
        {t("account.go_on")}
      </Button>
      {canPasskeys() ? (
        <Button icon="fingerprint" onPress={() => void withPasskey()}>
          {t("account.with_passkey")}
        </Button>
      ) : null}
    </Door>
  );
}
