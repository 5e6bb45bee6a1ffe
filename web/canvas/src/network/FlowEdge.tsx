/** A flow as it is drawn: a curve whose line tells its kind, its label with a sign. Not here: how it bends (routing). */
import { Icon } from "@outsidein/kit";
import type { FlowKind } from "@outsidein/schema";
import { EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import { memo, useContext, type CSSProperties } from "react";
import { CommentBadge } from "../card/CommentBadge";
import { PeerTags } from "../card/PeerTags";
import { StandingMark } from "../card/StandingMark";
import { useSession } from "../session/Session";
import { useMark, usePeers, useRecord } from "../session/watch";
import type { Route } from "./routing";
import { FLOW_ICON, useTerms } from "./terms";
import { useTalk } from "./useTalk";
import { Writing } from "./Writing";
import { WritingContext } from "./writingContext";

export type FlowEdgeType = Edge<{ readonly route: Route; readonly near: boolean }, "flow">;

export const FlowEdge = memo(function FlowEdge({ id, data }: EdgeProps<FlowEdgeType>) {
  const flow = useRecord<"flow">(id);
  const mark = useMark(id);
  const peers = usePeers(id);
  const terms = useTerms();
  const { editor } = useSession();
  const { comments, marks } = useTalk(id);
  const writing = useContext(WritingContext);
  if (!flow || !data) return null;
  const kind: FlowKind = flow.kind ?? "service";
  const { path, label } = data.route;
  const place = { transform: `translate(-50%,-50%) translate(${label.x}px,${label.y}px)`, maxWidth: label.width + 8 } as CSSProperties;
  const choose = (): void => editor.select({ ids: new Set([id]), focus: { parent: id, lane: "", id }, anchor: null });
  return (
    <g className={`oi-net-flow is-${kind} ${mark}`} data-near={data.near}>
      <path d={path} className="oi-net-reach" />
      <path d={path} className="oi-net-line" markerEnd={`url(#oi-net-${kind})`} />
      <EdgeLabelRenderer>
        {/* Flows are walked in the table and from their actors; the label is for the pointer. */}
        <div className={`oi-net-label is-${kind} ${mark} nodrag nopan`} data-near={data.near} data-id={id} style={place} onClick={choose} onDoubleClick={() => writing.begin(id)}>
          {writing.id === id ? (
            <Writing id={id} text={flow.label ?? ""} />
          ) : (
            <>
              <Icon name={FLOW_ICON[kind]} size={13} />
              <span dir="auto">{flow.label ?? terms.flow(kind)}</span>
              {flow.opens && <Icon name="map" size={12} />}
              <StandingMark id={id} />
            </>
          )}
          {(comments > 0 || marks.length > 0) && <CommentBadge id={id} comments={comments} marks={marks} />}
          <PeerTags peers={peers} />
        </div>
      </EdgeLabelRenderer>
    </g>
  );
});
