/** Who else is at a record: their names in their colours. Not here: how presence travels. */
import { memo } from "react";
import type { Peer } from "../session/peers";
import { useSpeech } from "../words";

export const PeerTags = memo(function PeerTags({ peers }: { readonly peers: readonly Peer[] }) {
  const { t } = useSpeech();
  if (peers.length === 0) return null;
  return (
    <span className="oi-map-peers">
      {peers.map((peer) => (
        <span key={peer.client} className="oi-map-peer" style={{ "--peer": peer.color } as React.CSSProperties}>
          {peer.writing ? t("canvas.peer.writing", { name: peer.name }) : peer.name}
        </span>
      ))}
    </span>
  );
});
