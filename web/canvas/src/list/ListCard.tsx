/** A card as an item of a list, with what backs it. Not here: the card on the map. */
import { memo } from "react";
import { BackingLine, MarkedText } from "../card/Backing";
import { useBacking, useTruth } from "../facts/watch";
import { useSession } from "../session/Session";
import { useMark, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { ListWays } from "./ListWays";

interface Props {
  readonly id: string;
  readonly quote: boolean;
}

export const ListCard = memo(function ListCard({ id, quote }: Props) {
  const { t, format } = useSpeech();
  const { picture } = useSession();
  const card = useRecord<"card">(id);
  const backing = useBacking(id);
  const truth = useTruth(card?.parent ?? "", card?.touchpoint);
  const mark = useMark(id);
  if (!card) return null;
  const assumed = backing?.strength === "assumption";
  const shown = "picture" in card && typeof card.picture === "string" ? card.picture : "";
  return (
    <li className={`oi-map-list-card${quote ? " is-quote" : ""}${mark.includes("dimmed") ? " dimmed" : ""}`}>
      {shown && <img src={picture(shown)} alt={card.text ?? ""} loading="lazy" />}
      <span>
        {card.value !== undefined && <b>{format.number(card.value, { decimals: Number.isInteger(card.value) ? 0 : 1 })} </b>}
        {backing && assumed ? <MarkedText text={card.text ?? ""} backing={backing} /> : card.text}
      </span>
      {((backing && !assumed) || card.owner) && <BackingLine backing={assumed ? undefined : backing} owner={card.owner} />}
      {truth && <span className="oi-map-moment">◆ {t("canvas.moment")}</span>}
      <ListWays from={id} />
    </li>
  );
});
