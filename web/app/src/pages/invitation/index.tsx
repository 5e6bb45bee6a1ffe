/** An invitation: what it is for, and coming in — signed in at once, else through an account. */
import { Button, ButtonLink, Spinner, useFormat, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Door } from "../../account/Door";
import { takeFromFragment } from "../../account/fragment";
import { api, ask } from "../../api/client";
import type { components } from "../../api/openapi";
import { asProblem } from "../../api/problem";
import { renewSession } from "../../session/session";

type Seen = components["schemas"]["InvitationSeen"];

/** Until one is in, the secret waits in this tab only: signing up leads away from this page and back. */
const KEPT = "outsidein.invitation";

function secret(): string {
  const fresh = takeFromFragment("t");
  if (fresh) sessionStorage.setItem(KEPT, fresh);
  return fresh || sessionStorage.getItem(KEPT) || "";
}

export function Page(): ReactNode {
  const t = useT();
  const format = useFormat();
  const [, navigate] = useLocation();
  const [held] = useState(secret);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [error, setError] = useState("");
  const [pending, setPending] = useState(false);
  const fail = (thrown: unknown): void => {
    const { says, fix } = asProblem(thrown).first;
    setError([says, fix].filter(Boolean).join(" "));
  };
  useEffect(() => {
    if (held) void ask(api.POST("/api/v1/invitations/look", { body: { secret: held } })).then(setSeen).catch(fail);
  }, [held]);
  const accept = async (): Promise<void> => {
    setPending(true);
    try {
      const joined = await ask(api.POST("/api/v1/invitations/accept", { body: { secret: held } }));
      sessionStorage.removeItem(KEPT);
      await renewSession();
      navigate(`/w/${joined.id}`, { replace: true });
    } catch (thrown) {
      fail(thrown);
    } finally {
      setPending(false);
    }
  };
  if (!held || (error && !seen)) {
    return <Door title={t("account.invitation.gone")} lead={error ? "" : t("account.invitation.gone.says")} error={error} />;
  }
  if (!seen) return <Door title={t("account.invitation.looking")} lead={<Spinner size={22} />} />;
  const email = seen.email ? `&email=${encodeURIComponent(seen.email)}` : "";
  return (
    <Door
      title={t("account.invitation.title", { workspace: seen.workspace })}
      lead={t("account.invitation.lead", { by: seen.by || t("account.somebody"), role: seen.role, until: format.date(seen.expires) })}
      error={error}
    >
      {seen.signed_in ? (
        <Button look="primary" pending={pending} onPress={() => void accept()}>
          {t("account.invitation.accept")}
        </Button>
      ) : (
        <>
          <ButtonLink look="primary" href={`/sign-up?next=/invitation${email}`}>
            {t("account.invitation.sign_up")}
          </ButtonLink>
          <ButtonLink href="/sign-in?next=/invitation">{t("account.invitation.sign_in")}</ButtonLink>
        </>
      )}
    </Door>
  );
}
