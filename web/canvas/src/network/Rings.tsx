/** The rings behind a network, with their names, and the heads of arrows. Not here: which ring anybody is on. */
import { ringEdges } from "@outsidein/editor";
import type { FlowKind } from "@outsidein/schema";
import { ViewportPortal } from "@xyflow/react";
import { memo } from "react";
import { FLOW_ICON, type Terms } from "./terms";
import { ASPECT } from "./useNetwork";

interface Props {
  readonly rings: number;
  readonly half: number;
  readonly terms: Terms;
}

export const Rings = memo(function Rings({ rings, half, terms }: Props) {
  const tall = half / ASPECT;
  return (
    <ViewportPortal>
      <div className="oi-net-rings" aria-hidden="true">
        <svg width={2 * half} height={2 * tall} viewBox={`${-half} ${-tall} ${2 * half} ${2 * tall}`} style={{ transform: `translate(${-half}px,${-tall}px)` }}>
          <defs>
            {(Object.keys(FLOW_ICON) as FlowKind[]).map((kind) => (
              <marker key={kind} id={`oi-net-${kind}`} className={`oi-net-head is-${kind}`} viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">
                <path d="M0 1 9 5 0 9Z" />
              </marker>
            ))}
          </defs>
          {[...ringEdges(rings).entries()].reverse().map(([at, edge]) => (
            <ellipse key={at} rx={half * edge} ry={tall * edge} className={`oi-net-ring is-${at % 3}`} />
          ))}
          {ringEdges(rings).map((edge, at) => (
            <text key={at} y={-tall * edge + 15} textAnchor="middle">
              {terms.ring(at)}
            </text>
          ))}
        </svg>
      </div>
    </ViewportPortal>
  );
});
