/** The ways between places, under the pins. Not here: how they run (placing). */
import type { Arrow } from "@outsidein/schema";
import type { Curve, Point } from "./placing";

interface Props {
  readonly ways: readonly (readonly [Arrow, Curve])[];
  readonly labels: readonly (readonly [Arrow, Point])[];
  readonly width: number;
  readonly height: number;
}

export function Ways({ ways, labels, width, height }: Props) {
  return (
    <>
      <svg className="oi-plan-ways" width={width} height={height} aria-hidden="true">
        {ways.map(([arrow, curve]) => {
          const [a, b, c, d] = curve;
          const long = Math.max(Math.hypot(d.x - c.x, d.y - c.y), 0.001);
          const [ux, uy] = [(d.x - c.x) / long, (d.y - c.y) / long];
          const path = `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x - 6 * ux} ${d.y - 6 * uy}`;
          const [bx, by] = [d.x - 10 * ux, d.y - 10 * uy];
          return (
            <g key={arrow.id}>
              <path d={path} className="oi-plan-halo" />
              <path d={path} className="oi-plan-run" />
              <path d={`M${d.x} ${d.y}L${bx - uy * 4.6} ${by + ux * 4.6} ${bx + uy * 4.6} ${by - ux * 4.6}Z`} className="oi-plan-tip" />
            </g>
          );
        })}
      </svg>
      {labels.map(([arrow, at]) => (
        <span key={arrow.id} className="oi-plan-way-name" aria-hidden="true" style={{ left: at.x, top: at.y }}>
          {arrow.label}
        </span>
      ))}
    </>
  );
}
