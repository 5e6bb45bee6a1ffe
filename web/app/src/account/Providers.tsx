/** Other ways in: a passkey, and the houses that this server trusts (OIDC). */
import { Button, useT } from "@outsidein/kit";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearch } from "wouter";
import type { AuthConfig } from "./auth";
import { auth, nextOf, redirectToProvider } from "./auth";
import { canPasskeys, showPasskey } from "./passkeys";
import type { AuthForm } from "./useAuthForm";

export function Providers({ form }: { readonly form: AuthForm }): ReactNode {
  const t = useT();
  const search = useSearch();
  const { data } = useQuery({
    queryKey: ["auth", "config"],
    queryFn: async () => {
      const answer = await auth<AuthConfig>("/config");
      return answer.is === "in" ? answer.data : {};
    },
    staleTime: Infinity,
  });
  const providers = data?.socialaccount?.providers ?? [];
  const passkeys = canPasskeys();
  if (!passkeys && !providers.length) return null;
  const withPasskey = async (): Promise<void> => {
    const options = await form.send(() => auth<{ readonly request_options: Parameters<typeof showPasskey>[0] }>("/auth/webauthn/login"));
    if (options?.is !== "in") return;
    const credential = await showPasskey(options.data.request_options);
    if (!credential) return;
    const answer = await form.send(() => auth("/auth/webauthn/login", { method: "POST", body: { credential } }));
    if (answer?.is === "in") await form.goIn();
  };
  return (
    <>
      <div className="oi-door-form__or">{t("account.or")}</div>
      {passkeys ? (
        <Button icon="fingerprint" onPress={() => void withPasskey()}>
          {t("account.with_passkey")}
        </Button>
      ) : null}
      {providers.map((one) => (
        <Button key={one.id} icon="key" onPress={() => redirectToProvider(one.id, location.origin + nextOf(search))}>
          {t("account.with_provider", { name: one.name })}
        </Button>
      ))}
    </>
  );
}
