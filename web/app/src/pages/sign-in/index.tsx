/** Signing in with e-mail and password, a passkey, or another house. */
import { Button, Link, TextField, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { Redirect, useSearch } from "wouter";
import { auth, errorOf, nextOf, otherErrors } from "../../account/auth";
import { Door } from "../../account/Door";
import { Providers } from "../../account/Providers";
import { useAuthForm } from "../../account/useAuthForm";
import { useSession } from "../../session/session";

export function Page(): ReactNode {
  const t = useT();
  const { session } = useSession();
  const search = useSearch();
  const form = useAuthForm();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  if (session?.mode === "local") return <Redirect to="/local" replace />;
  if (session?.user) return <Redirect to={nextOf(search)} replace />;
  const submit = async (): Promise<void> => {
    const answer = await form.send(() => auth("/auth/login", { method: "POST", body: { email, password } }));
    if (answer?.is === "in") await form.goIn();
  };
  const query = new URLSearchParams(search);
  const failed = query.get("error") === "provider" ? t("account.provider_failed") : "";
  const next = query.get("next") ? `?next=${encodeURIComponent(nextOf(search))}` : "";
  return (
    <Door
      title={t("account.sign_in.title")}
      lead={t("account.sign_in.lead")}
      error={otherErrors(form.errors, ["email", "password"]) || failed}
      onSubmit={() => void submit()}
      foot={
        session?.can_sign_up
          ? t.rich("account.no_account", {}, { link: (inner) => <Link href={`/sign-up${next}`}>{inner}</Link> })
          : t(session?.unclaimed ? "account.unclaimed" : "account.by_invitation")
      }
    >
      <TextField
        label={t("account.email")}
        type="email"
        name="email"
        autoComplete="username webauthn"
        value={email}
        onChange={setEmail}
        error={errorOf(form.errors, "email")}
        required
        autoFocus
      />
      <TextField
        label={t("account.password")}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={errorOf(form.errors, "password")}
        required
      />
      <div className="oi-door-form__row">
        <Link href="/account/reset">{t("account.forgot")}</Link>
      </div>
      <Button look="primary" type="submit" pending={form.pending}>
        {t("account.sign_in")}
      </Button>
      <Providers form={form} />
    </Door>
  );
}
