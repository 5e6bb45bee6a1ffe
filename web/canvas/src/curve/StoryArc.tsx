/** The arc of the story over the curve of the map: its beats by name, and the tension between them. A tale, no measure. */
import { useSession } from "../session/Session";
import { arcOf } from "./arc";
import type { Scale } from "./scale";
import type { Curve } from "./useCurve";
import "./arc.css";

interface Props {
  readonly curve: Curve;
  readonly scale: Scale;
  readonly width: number;
}

const HIGH = 9.6;
const LOW = 1.4;
const SIZE = 5;

export function StoryArc({ curve, scale, width }: Props) {
  const { kind } = useSession();
  const points = arcOf(curve.columns.map((one) => one.beat)).flatMap((tension, at) => (tension === null ? [] : [{ x: (at + 0.5) * width, y: scale.y(LOW + (HIGH - LOW) * tension), beat: curve.columns[at]?.beat ?? "" }]));
  return (
    <g className="oi-map-arc">
      <path d={points.map(({ x, y }, at) => `${at ? "L" : "M"}${x} ${y}`).join("")} />
      {points.map(({ x, y, beat }) =>
        beat ? (
          <g key={x} transform={`translate(${x} ${y})`}>
            <rect x={-SIZE} y={-SIZE} width={2 * SIZE} height={2 * SIZE} transform="rotate(45)" />
            <text x={10} y={4}>{kind.terms["beats"]?.find(([id]) => id === beat)?.[1] ?? beat}</text>
          </g>
        ) : null,
      )}
    </g>
  );
}
