/** What backs a flow, an actor or a place, as a mark alone: ●, ◐, ○, with all of it as its title. Not here: cards (Backing). */
import type { Id } from "@outsidein/store";
import { useBacking } from "../facts/watch";
import { useSpeech } from "../words";
import "./standing.css";

const SIGNS = { measured: "●", heard: "◐", assumption: "○" } as const;

export function StandingMark({ id }: { readonly id: Id }) {
  const { t } = useSpeech();
  const backing = useBacking(id);
  if (!backing) return null;
  const { strength, stale, says } = backing;
  const word = t("canvas.strength", { strength });
  return (
    <span className={`oi-standing is-${strength}${stale ? " is-stale" : ""}`} title={says || word}>
      <span aria-hidden="true">{SIGNS[strength]}</span>
      <span className="oi-unseen">{stale ? `${word}, ${t("canvas.backing.stale")}` : word}</span>
    </span>
  );
}
