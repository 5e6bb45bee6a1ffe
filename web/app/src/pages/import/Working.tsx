/** A job under way: how far, how long still, and the way to stop it. */
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { Button, ProgressBar, useFormat, useT, type Key } from "@outsidein/kit";
import type { Job } from "../../data/evidence";
import { leftOf, shareOf } from "./told";

interface WorkingProps {
  readonly job: Pick<Job, "id" | "kind" | "done" | "total" | "doing">;
  /** Rows of the file, where they are known. */
  readonly rows?: number;
  readonly what: Key;
  readonly onCancel: () => void;
}

export function Working({ job, rows, what, onCancel }: WorkingProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const seconds = useSeconds(job.id);
  const share = shareOf(job as Job);
  const left = leftOf(share, seconds);
  const [cancelling, setCancelling] = useState(false);
  const far = share !== undefined && rows ? t("evidence.work.rows", { done: format.number(Math.round(rows * share)), total: format.number(rows) }) : job.doing;
  return (
    <div className="oi-working" aria-live="polite">
      <ProgressBar label={t(what)} labelHidden value={share} />
      <div className="oi-working__words">
        <span>{far}</span>
        <span>
          {left !== undefined ? `${t("evidence.work.left", { seconds: left })} · ` : null}
          <Button
            look="ghost"
            size="s"
            pending={cancelling}
            onPress={() => {
              setCancelling(true);
              onCancel();
            }}
          >
            {t("evidence.work.cancel")}
          </Button>
        </span>
      </div>
    </div>
  );
}

/** Seconds since this was first shown. */
function useSeconds(key: string): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setSeconds((performance.now() - began) / 1000), 500);
    return () => clearInterval(timer);
  }, [key]);
  return seconds;
}
