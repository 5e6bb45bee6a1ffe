/** Where a page would stand that could not be shown: what is wrong, what to do, the way on. */
import { Button, ButtonLink, EmptyState, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { asProblem } from "../api/problem";
import { NotFound } from "./NotFound";
import { isMissingPart, renew } from "./renewal";

export interface TroubleProps {
  readonly thrown: unknown;
  readonly retry?: () => void;
}

export function Trouble({ thrown, retry }: TroubleProps): ReactNode {
  const t = useT();
  const missing = isMissingPart(thrown);
  useEffect(() => {
    if (missing) void renew();
  }, [missing]);
  const problem = asProblem(thrown);
  if (problem.status === 404) return <NotFound />;
  const { says, fix } = missing ? { says: t("shell.older"), fix: t("shell.older.fix") } : problem.first;
  // What did not load once is not asked for again by the same page.
  const again = missing ? () => location.reload() : retry;
  return (
    <div role="alert">
      <EmptyState
      whole
        drawing="broken"
        title={says}
        says={fix}
        action={
          <>
            {again ? (
              <Button look="primary" icon="sync" onPress={again}>
                {t("shell.retry")}
              </Button>
            ) : null}
            <ButtonLink href="/">{t("shell.to_start")}</ButtonLink>
          </>
        }
      />
    </div>
  );
}
