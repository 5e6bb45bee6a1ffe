/** Making an account: the first person, the invited, or everybody where the server is open. */
import { Button, Link, TextField, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { Redirect, useSearch } from "wouter";
import { auth, errorOf, nextOf, otherErrors } from "../../account/auth";
import { Door } from "../../account/Door";
import { useAuthForm } from "../../account/useAuthForm";
import { changeSession, useSession } from "../../session/session";

export function Page(): ReactNode {
  const t = useT();
  const { session } = useSession();
  const search = useSearch();
  const form = useAuthForm();
  const query = new URLSearchParams(search);
  const invited = query.get("email") ?? "";
  const [name, setName] = useState("");
  const [email, setEmail] = useState(invited);
  const [password, setPassword] = useState("");
  const next = query.get("next") ? `?next=${encodeURIComponent(nextOf(search))}` : "";
  const toSignIn = t.rich("account.has_account", {}, { link: (inner) => <Link href={`/sign-in${next}`}>{inner}</Link> });
  if (session?.mode === "local") return <Redirect to="/local" replace />;
  if (session?.user && !form.pending) return <Redirect to={nextOf(search)} replace />;
  if (session && !session.can_sign_up && !query.get("next")?.startsWith("/invitation")) {
    if (session.unclaimed) return <Door title={t("account.unclaimed.title")} lead={t("account.unclaimed")} />;
    return <Door title={t("account.closed.title")} lead={t("account.by_invitation")} foot={toSignIn} />;
  }
  const submit = async (): Promise<void> => {
    const answer = await form.send(() => auth("/auth/signup", { method: "POST", body: { email, password } }));
    if (answer?.is !== "in") return;
    if (name.trim()) await changeSession({ name: name.trim() });
    await form.goIn();
  };
  return (
    <Door
      title={t("account.sign_up.title")}
      lead={t("account.sign_up.lead")}
      error={otherErrors(form.errors, ["email", "password"])}
      onSubmit={() => void submit()}
      foot={toSignIn}
    >
      <TextField label={t("account.name")} name="name" autoComplete="name" value={name} onChange={setName} hint={t("account.name.hint")} maxLength={100} autoFocus />
      <TextField
        label={t("account.email")}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        readOnly={Boolean(invited)}
        error={errorOf(form.errors, "email")}
        required
      />
      <TextField
        label={t("account.password")}
        type="password"
        name="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        hint={t("account.password.hint")}
        error={errorOf(form.errors, "password")}
        required
      />
      <Button look="primary" type="submit" pending={form.pending}>
        {t("account.sign_up")}
      </Button>
    </Door>
  );
}
