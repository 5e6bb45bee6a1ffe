/** A touchpoint met at a step, as an item of a list. Not here: the pill on the map. */
import { Icon } from "@outsidein/kit";
import { iconOfTouchpoint } from "../grid/icons";
import { useSession } from "../session/Session";
import { useRecord } from "../session/watch";
import { useSpeech } from "../words";
import "../card/encounter.css";

export function ListEncounter({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const { open } = useSession();
  const encounter = useRecord<"encounter">(id);
  const touchpoint = useRecord<"touchpoint">(encounter?.touchpoint ?? "");
  if (!encounter) return null;
  return (
    <li>
      <button type="button" className={`oi-map-pill kind-${touchpoint?.kind ?? "interactive"}${encounter.anchor === "indicative" ? " is-indicative" : ""}`} onClick={() => open({ what: "touchpoint", id: encounter.touchpoint, step: encounter.parent })}>
        <Icon name={iconOfTouchpoint(touchpoint)} size={14} />
        {touchpoint?.name ?? t("canvas.touchpoint.lost")}
      </button>
    </li>
  );
}
