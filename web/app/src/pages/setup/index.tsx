/** The first person of a team's server: the link that its terminal printed lets this browser make the first account. */
import { Button, Spinner, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Door } from "../../account/Door";
import { takeFromFragment } from "../../account/fragment";
import { api, ask } from "../../api/client";
import type { Problem } from "../../api/problem";
import { asProblem } from "../../api/problem";
import { keepSession } from "../../session/session";

export function Page(): ReactNode {
  const t = useT();
  const [, navigate] = useLocation();
  const [token] = useState(() => takeFromFragment("t"));
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (!token) return;
    void ask(api.POST("/api/v1/setup", { body: { token } }))
      .then((session) => {
        keepSession(session);
        navigate("/sign-up", { replace: true });
      })
      .catch((thrown: unknown) => setProblem(asProblem(thrown)));
  }, [navigate, token]);
  useEffect(() => {
    // A link pasted into a page that is already here changes only what stands behind the #: begin anew with it.
    const again = (): void => location.reload();
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  if (token && !problem) return <Door title={t("account.setup.coming")} lead={<Spinner size={22} />} />;
  const shown = problem?.first;
  return (
    <Door title={t("account.unclaimed.title")} lead={t("account.unclaimed")} error={shown && [shown.says, shown.fix].filter(Boolean).join(" ")}>
      <Button icon="sync" onPress={() => location.reload()}>
        {t("account.local.retry")}
      </Button>
    </Door>
  );
}
