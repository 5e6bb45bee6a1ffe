/** The curves of staying with their bands, and below each other who was still under observation. */
import type { ReactNode } from "react";
import { useFormat, useT } from "@outsidein/kit";
import type { SurvivalCurve } from "../../data/foresight";
import { useWidth } from "../../shell/useWidth";
import { curvesShape } from "./curves";

const LEFT = 44;
const RIGHT = 18;
const ROW = 34;

export function Curves({ curves, goal }: { readonly curves: readonly SurvivalCurve[]; readonly goal: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [box, whole] = useWidth(760);
  const width = whole - LEFT - RIGHT;
  const height = Math.min(300, Math.max(180, width * 0.42));
  const shape = curvesShape(curves, { width, height });
  const below = height + 40;
  const called = (group: string): string => group || t("foresight.everybody");
  return (
    <div ref={box}>
      <p className="oi-foresight__axis">{goal ? t("foresight.staying.axis.goal") : t("foresight.staying.axis")}</p>
      <svg className="oi-curves" width={whole} height={below + 18 + shape.curves.length * ROW} viewBox={`${-LEFT} -12 ${whole} ${below + 18 + shape.curves.length * ROW}`} role="img" aria-label={t("foresight.staying.spoken", { n: curves.length })}>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share} className="oi-curves__tick">
            <line x1={0} x2={width} y1={height - share * height} y2={height - share * height} />
            <text x={-8} y={height - share * height + 4} textAnchor="end">{format.percent(share * 100)}</text>
          </g>
        ))}
        {shape.ticks.map((tick) => (
          <text key={tick.days} className="oi-curves__day" x={tick.x} y={height + 18} textAnchor="middle">{format.number(tick.days, { decimals: tick.days % 1 ? 1 : 0 })}</text>
        ))}
        {shape.curves.map((one, at) => (
          <path key={one.group} className="oi-curves__band" data-many={shape.curves.length > 2} data-tone={at} d={one.band} />
        ))}
        {shape.curves.map((one, at) => (
          <path key={one.group} className="oi-curves__line" data-tone={at} d={one.line}>
            <title>{called(one.group)}</title>
          </path>
        ))}
        <text className="oi-curves__axis" x={-LEFT + 2} y={below + 6}>{t("foresight.staying.risk")}</text>
        {shape.curves.map((one, at) => (
          <g key={one.group} className="oi-curves__risk" transform={`translate(0 ${below + 24 + at * ROW})`}>
            <line className="oi-curves__line" data-tone={at} x1={-LEFT + 2} x2={-LEFT + 24} y1={-4} y2={-4} />
            <text className="oi-curves__group" x={-LEFT + 30}>{called(one.group)}</text>
            {one.risk.map((n, index) => {
              const tick = shape.ticks[index];
              return tick && n !== null ? (
                <text key={tick.days} x={tick.x} y={15} textAnchor="middle">{format.number(n)}</text>
              ) : null;
            })}
          </g>
        ))}
      </svg>
    </div>
  );
}
