/** Nothing stands at this address, or it is not for whoever asks: the two look the same. */
import { ButtonLink, EmptyState, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useTitle } from "./title";

export function NotFound(): ReactNode {
  const t = useT();
  useTitle(t("shell.not_found"));
  return (
    <EmptyState
      whole
      drawing="broken"
      title={t("shell.not_found")}
      says={t("shell.not_found.says")}
      action={
        <ButtonLink look="primary" href="/">
          {t("shell.to_start")}
        </ButtonLink>
      }
    />
  );
}
