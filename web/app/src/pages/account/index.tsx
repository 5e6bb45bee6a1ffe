/** The security of one's account: password, authenticator app, recovery codes, passkeys. */
import { ButtonLink, Page as Sheet, Skeleton, useT } from "@outsidein/kit";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { authenticatorsQuery } from "../../account/authenticators";
import { useSure } from "../../account/useSure";
import "../../account/words";
import { useSession } from "../../session/session";
import { Trouble } from "../../shell/Trouble";
import { App } from "./App";
import { Codes } from "./Codes";
import { Passkeys } from "./Passkeys";
import { Password } from "./Password";
import "./account.css";

export function Page(): ReactNode {
  const t = useT();
  const { session } = useSession();
  const { data, error, refetch } = useQuery(authenticatorsQuery);
  const { sure, asking } = useSure();
  if (error) return <Trouble thrown={error} retry={() => void refetch()} />;
  const app = data?.some((one) => one.type === "totp");
  const passkeys = data?.flatMap((one) => (one.type === "webauthn" ? [one] : [])) ?? [];
  const codes = data?.find((one) => one.type === "recovery_codes");
  const title = !data ? t("account.security") : app || passkeys.length ? t("account.security.two") : t("account.security.one");
  return (
    <main id="main" tabIndex={-1} className="oi-security">
      <Sheet
        width="narrow"
        title={title}
        lead={t("account.security.lead", { email: session?.user?.email ?? "" })}
        busy={!data}
        actions={
          <ButtonLink href="/" icon="left">
            {t("account.back")}
          </ButtonLink>
        }
      >
        {data ? (
          <>
            <Passkeys passkeys={passkeys} sure={sure} />
            <App on={Boolean(app)} sure={sure} />
            {codes?.type === "recovery_codes" ? <Codes codes={codes} sure={sure} /> : null}
            <Password />
          </>
        ) : (
          <Skeleton height={180} />
        )}
        {asking}
      </Sheet>
    </main>
  );
}
