/** An actor as it is drawn: a shape for its kind, its name, what backs it, who is there. Not here: where it stands. */
import { Icon } from "@outsidein/kit";
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo, useContext } from "react";
import { CommentBadge } from "../card/CommentBadge";
import { EvidenceSign } from "../card/EvidenceSign";
import { PeerTags } from "../card/PeerTags";
import { StandingMark } from "../card/StandingMark";
import { useSigns } from "../facts/watch";
import { useMark, usePeers, useRecord } from "../session/watch";
import { useTalk } from "./useTalk";
import { Writing } from "./Writing";
import { ACTOR_ICON } from "./terms";
import { WritingContext } from "./writingContext";
import { Shape } from "./Shape";
import type { Lettered } from "./lettering";

export type ActorNodeType = Node<{ readonly box: Lettered; readonly core: boolean; readonly near: boolean }, "actor">;

export const ActorNode = memo(function ActorNode({ id, data, isConnectable }: NodeProps<ActorNodeType>) {
  const actor = useRecord<"actor">(id);
  const mark = useMark(id);
  const peers = usePeers(id);
  const { comments, marks } = useTalk(id);
  const signs = useSigns(id);
  const writing = useContext(WritingContext);
  if (!actor) return null;
  const kind = actor.kind ?? "organisation";
  const { lines, width, height } = data.box;
  return (
    <div className={`oi-net-actor is-${kind} ${mark}`} data-core={data.core || undefined} data-near={data.near} data-id={id}>
      <Shape kind={kind} width={width} height={height} />
      {writing.id === id ? (
        <Writing id={id} text={actor.name} />
      ) : (
        <span className="oi-net-name" onDoubleClick={() => writing.begin(id)}>
          <Icon name={ACTOR_ICON[kind]} size={15} />
          <span dir="auto">
            {lines.map((line, at) => (
              <span key={at}>{line} </span>
            ))}
          </span>
        </span>
      )}
      <span className="oi-net-mark">
        <StandingMark id={id} />
      </span>
      <span className="oi-net-signs">
        <EvidenceSign signs={signs} />
      </span>
      {(comments > 0 || marks.length > 0) && <CommentBadge id={id} comments={comments} marks={marks} />}
      <PeerTags peers={peers} />
      <Handle type="target" position={Position.Left} className="oi-net-target" isConnectable={isConnectable} isConnectableStart={false} />
      <Handle type="source" position={Position.Right} className="oi-net-source" isConnectable={isConnectable} isConnectableEnd={false} />
    </div>
  );
});
