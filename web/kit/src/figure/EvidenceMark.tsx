/** What backs a statement: ● measured, ◐ heard, ○ assumption. The word is there for screen readers, or beside it. */
import type { Strength } from "@outsidein/schema";
import type { ReactNode } from "react";
import { useT } from "../words/useT";
import "./figure.css";

export interface EvidenceMarkProps {
  readonly strength: Strength;
  /** The evidence is older than the map's rhythm. */
  readonly stale?: boolean;
  /** Show the word too. */
  readonly word?: boolean;
}

export function EvidenceMark({ strength, stale, word }: EvidenceMarkProps): ReactNode {
  const t = useT();
  const said = { measured: t("kit.measured"), heard: t("kit.heard"), assumption: t("kit.assumption") }[strength];
  const all = stale ? t("kit.stale_evidence", { strength: said }) : said;
  return (
    <span className={`oi-mark oi-mark--${strength}${stale ? " oi-mark--stale" : ""}`}>
      <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" />
        {strength === "heard" ? <path d="M5 1a4 4 0 0 0 0 8z" /> : null}
      </svg>
      <span className={word ? undefined : "oi-unseen"}>{all}</span>
    </span>
  );
}
