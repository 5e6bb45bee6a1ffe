/**
 * One card: its words, what backs it, what stands out about it, who else is at it. What lives here: composition.
 * Not here: clicks and keys (the grid listens once for all cards), writing (CardField), the wording of numbers.
 */
import type { MapLane } from "@outsidein/editor";
import { later } from "@outsidein/kit";
import { memo, Suspense } from "react";
import { useSession } from "../session/Session";
import { useCard } from "../session/together";
import { useSpeech } from "../words";
import { BackingLine, MarkedText } from "./Backing";
import { Bar } from "./Bar";
import { CardField } from "./CardField";
import { CommentBadge } from "./CommentBadge";
import { DiagnosticSign } from "./DiagnosticSign";
import { PeerTags } from "./PeerTags";
import { counted } from "./renders";
import "./card.css";

/** Letters beyond which a card shows its beginning; the inspector, the list and the field have all of it. */
const LONG = 280;

// Loaded for journeys of several roles.
const RoleMark = later(async () => (await import("../role/RoleMark")).RoleMark);

interface Props {
  readonly id: string;
  readonly lane: MapLane;
}

export const Card = memo(function Card({ id, lane }: Props) {
  counted(id);
  const { t, format } = useSpeech();
  const { picture, kind } = useSession();
  const { card, mark, backing, truth, diagnostics, comments, marks, peers } = useCard(id);
  if (!card) return null;

  const writing = mark.includes("writing");
  const assumed = backing?.strength === "assumption";
  // Where cards are tied, each lane has a tint of its own.
  const tone = lane.tone === "plain" && lane.inside && !kind.ties.includes("card") ? "org" : lane.tone;
  const whose = lane.persona ? [lane.persona] : (card.personas ?? []);
  const value = card.value === undefined ? "" : format.number(card.value, { decimals: Number.isInteger(card.value) ? 0 : 1 });
  const shownPicture = "picture" in card && typeof card.picture === "string" && card.picture !== "" ? card.picture : "";
  return (
    <div
      className={`oi-map-card as-${lane.look} ${tone} ${mark}${truth ? " is-moment" : ""}${peers.length > 0 ? " has-peers" : ""}`}
      role="group"
      aria-roledescription={t("canvas.card")}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${card.parent}|${card.lane}|${id}`}
      data-id={id}
      data-parent={card.parent}
      data-lane={card.lane}
      data-grip="card"
      style={peers[0] ? ({ "--peer": peers[0].color } as React.CSSProperties) : undefined}
    >
      {truth && (
        <span className="oi-map-moment" title={truth.reason}>
          <span aria-hidden="true">◆</span> {t("canvas.moment")}
        </span>
      )}
      {shownPicture && <img className="oi-map-card-picture" src={picture(shownPicture)} alt={card.text ?? ""} loading="lazy" draggable={false} />}
      {writing ? (
        <CardField id={id} text={card.text ?? ""} value={card.value} lane={lane} />
      ) : (
        <span className={`oi-map-card-text${(card.text?.length ?? 0) > LONG ? " is-long" : ""}`} dir="auto">
          {value && <b className="oi-map-card-value">{value}</b>}
          {value && card.text ? " " : ""}
          {assumed ? <MarkedText text={card.text ?? ""} backing={backing} /> : card.text}
          {!card.text && !value && !shownPicture && <i className="oi-map-card-empty">{t("canvas.card.empty")}</i>}
        </span>
      )}
      {lane.look === "chart" && card.value !== undefined && <Bar value={card.value} most={10} />}
      {whose.length > 0 && (
        <Suspense>
          <span className="oi-map-roles">
            {whose.map((one) => (
              <RoleMark key={one} persona={one} />
            ))}
          </span>
        </Suspense>
      )}
      {((backing && !assumed) || card.owner) && <BackingLine backing={assumed ? undefined : backing} owner={card.owner} />}
      {mark.includes("selected") && <span className="oi-unseen">{t("canvas.selected")}</span>}
      {(comments > 0 || diagnostics.length > 0) && !writing && (
        <span className="oi-map-card-signs">
          {diagnostics.length > 0 && <DiagnosticSign diagnostics={diagnostics} />}
          {comments > 0 && <CommentBadge id={id} comments={comments} marks={marks} />}
        </span>
      )}
      <PeerTags peers={peers} />
    </div>
  );
});
