/** Where a page would stand that could not be shown: what is wrong, what to do, the way on. */
import { Button, ButtonLink, EmptyState, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import { NotFound } from "./NotFound";

export interface TroubleProps {
  readonly thrown: unknown;
  readonly retry?: () => void;
}

export function Trouble({ thrown, retry }: TroubleProps): ReactNode {
  const t = useT();
  const problem = asProblem(thrown);
  if (problem.status === 404) return <NotFound />;
  const { says, fix } = problem.first;
  return (
    <div role="alert">
      <EmptyState
        drawing="broken"
        title={says}
        says={fix}
        action={
          <>
            {retry ? (
              <Button look="primary" icon="sync" onPress={retry}>
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
