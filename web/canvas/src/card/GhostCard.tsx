/** A card that somebody else drags, over the cell where it would drop. Not here: our own drag (drag/). */
import type { LaneLook } from "@outsidein/schema";
import type { Ghost } from "../session/peers";
import { useRecord } from "../session/watch";

interface Props {
  readonly ghost: Ghost;
  readonly look: LaneLook;
}

export function GhostCard({ ghost, look }: Props) {
  const card = useRecord<"card">(ghost.id);
  return (
    <div className={`oi-map-card is-ghost as-${look}`} style={{ "--peer": ghost.color } as React.CSSProperties} aria-hidden="true">
      <span className="oi-map-card-text">{card?.text ?? ""}</span>
      <span className="oi-map-peers">
        <span className="oi-map-peer">{ghost.name}</span>
      </span>
    </div>
  );
}
