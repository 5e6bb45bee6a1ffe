/** Waiting for the app or for a page: nothing at first, so that quick things do not flicker. */
import { Skeleton, Spinner, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import "./waiting.css";

export function Waiting(): ReactNode {
  const t = useT();
  return (
    <div className="oi-waiting" role="status">
      <Spinner size={26} />
      <span className="oi-unseen">{t("shell.loading")}</span>
    </div>
  );
}

/** The outline of a page that is about to come. */
export function WaitingPage(): ReactNode {
  const t = useT();
  return (
    <div className="oi-page oi-waiting-page" aria-busy="true">
      <span className="oi-unseen" role="status">
        {t("shell.loading")}
      </span>
      <div className="oi-waiting-page__head">
        <Skeleton height={30} />
        <Skeleton lines={1} />
      </div>
      <Skeleton height={220} />
    </div>
  );
}
