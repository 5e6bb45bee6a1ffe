/** Coming in on one's own machine: the token behind the # of the address that the terminal printed is spent here. */
import { Button, Spinner, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { Redirect, useLocation } from "wouter";
import { Door } from "../../account/Door";
import { takeFromFragment } from "../../account/fragment";
import { api, ask } from "../../api/client";
import type { Problem } from "../../api/problem";
import { asProblem } from "../../api/problem";
import { keepSession, useSession } from "../../session/session";

/** Read when the page is loaded, before anything can copy the address. */
let token = takeFromFragment("t");

export function Page(): ReactNode {
  const t = useT();
  const { session } = useSession();
  const [, navigate] = useLocation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [coming, setComing] = useState(() => (token ||= takeFromFragment("t")) !== "");
  useEffect(() => {
    const spent = token;
    token = "";
    if (!spent) return;
    void ask(api.POST("/api/v1/local", { body: { token: spent } }))
      .then((session) => {
        keepSession(session);
        navigate("/", { replace: true });
      })
      .catch((thrown: unknown) => setProblem(asProblem(thrown)))
      .finally(() => setComing(false));
  }, [navigate]);
  useEffect(() => {
    // A link pasted into a page that is already here changes only what stands behind the #: begin anew with it.
    const again = (): void => location.reload();
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  if (coming) return <Door title={t("account.local.coming")} lead={<Spinner size={22} />} />;
  if (session?.user) return <Redirect to="/" replace />;
  const shown = problem?.first;
  return (
    <Door title={t("account.local.title")} lead={t("account.local.lead")} error={shown && [shown.says, shown.fix].filter(Boolean).join(" ")}>
      <Button icon="sync" onPress={() => location.reload()}>
        {t("account.local.retry")}
      </Button>
    </Door>
  );
}
