/** A touchpoint met at a step, as a pill: icon, colour and word by its kind. Not here: the lane, the inspector. */
import { Icon } from "@outsidein/kit";
import { memo } from "react";
import { iconOfTouchpoint } from "../grid/icons";
import { useSession } from "../session/Session";
import { useEncounter } from "../session/together";
import { useSpeech } from "../words";
import { PeerTags } from "./PeerTags";
import "./encounter.css";

interface Props {
  readonly id: string;
  readonly lane: string;
}

export const Encounter = memo(function Encounter({ id, lane }: Props) {
  const { t } = useSpeech();
  const { kind } = useSession();
  const { encounter, touchpoint, mark, truth, peers } = useEncounter(id);
  if (!encounter) return null;
  const of = touchpoint?.kind ?? "interactive";
  const word = kind.terms["kinds"]?.find(([key]) => key === of)?.[1] ?? of;
  const indicative = encounter.anchor === "indicative";
  return (
    <div
      className={`oi-map-pill kind-${of} ${mark}${truth ? " is-moment" : ""}${indicative ? " is-indicative" : ""}`}
      role="group"
      aria-roledescription={t("canvas.touchpoint")}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${encounter.parent}|${lane}|${id}`}
      data-id={id}
      data-parent={encounter.parent}
      data-lane={lane}
      data-grip="encounter"
      title={indicative ? t("canvas.touchpoint.indicative") : undefined}
      style={peers[0] ? ({ "--peer": peers[0].color } as React.CSSProperties) : undefined}
    >
      <Icon name={iconOfTouchpoint(touchpoint)} />
      <span>{touchpoint?.name ?? t("canvas.touchpoint.lost")}</span>
      <span className="oi-unseen">{word}</span>
      {indicative && <span className="oi-unseen">{t("canvas.touchpoint.indicative")}</span>}
      {truth && (
        <span className="oi-map-sign warn" title={truth.reason}>
          <span aria-hidden="true">◆</span>
          <span className="oi-unseen">{t("canvas.moment")}</span>
        </span>
      )}
      {mark.includes("selected") && <span className="oi-unseen">{t("canvas.selected")}</span>}
      <PeerTags peers={peers} />
    </div>
  );
});
