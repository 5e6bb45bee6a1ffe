/** What stands out at a step, an actor or a place, as signs: ◆ moment of truth, ▼ hotspot, ▲ bright spot. Not here: the findings. */
import { memo } from "react";
import type { Signs } from "../facts/Facts";
import { useSpeech } from "../words";
import "./standing.css";

export const EvidenceSign = memo(function EvidenceSign({ signs }: { readonly signs: Signs }) {
  const { t } = useSpeech();
  const [moment] = signs.moments;
  const [hotspot] = signs.hotspots;
  const [bright] = signs.brightSpots;
  return (
    <>
      {moment && <Sign tone="warn" sign="◆" word={t("canvas.moment")} says={moment.reason} />}
      {hotspot && <Sign tone="bad" sign="▼" word={t("canvas.hotspot")} says={hotspot.says} />}
      {bright && <Sign tone="good" sign="▲" word={t("canvas.brightspot")} says={bright.says} />}
    </>
  );
});

function Sign({ tone, sign, word, says }: { readonly tone: string; readonly sign: string; readonly word: string; readonly says: string }) {
  return (
    <span className={`oi-map-sign ${tone}`} title={says}>
      <span aria-hidden="true">{sign}</span>
      <span className="oi-unseen">{word}</span>
    </span>
  );
}
