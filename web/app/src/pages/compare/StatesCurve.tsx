/** Both curves over the columns, with what was measured beside. What they say stands in words below the picture. */
import type { ReactNode } from "react";
import { useFormat } from "@outsidein/kit";
import type { StatesScene } from "../../data/states";
import { HEIGHT, labelY, pathOf, stretchesOf, xOf, yOf } from "./plot";

export function StatesCurve({ scene }: { readonly scene: StatesScene }): ReactNode {
  const format = useFormat();
  const width = xOf(scene.columns.length) - xOf(0);
  const lines = [
    ["was", stretchesOf(scene.curve, (one) => one.drawn_was, (one) => one.in_was)],
    ["target", stretchesOf(scene.curve, (one) => one.target_now, (one) => one.in_now)],
    ["now", stretchesOf(scene.curve, (one) => one.drawn_now, (one) => one.in_now)],
  ] as const;
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-label={`${scene.curve_title}. ${scene.caveat}`}>
      {[1, 5.5, 10].map((level) => (
        <g key={level}>
          <line x1={0} x2={width} y1={yOf(level)} y2={yOf(level)} className="oi-states__tick" />
          <text x={4} y={yOf(level) - 3} className="oi-states__ticktext">
            {format.number(level, { decimals: level % 1 ? 1 : 0 })}
          </text>
        </g>
      ))}
      {scene.curve.map((point) => {
        const level = point.measured_now ?? point.measured_was;
        const x = xOf(point.column) + 14;
        return level ? (
          <g key={point.column} className="oi-states__measured">
            <title>{level.says}</title>
            <line x1={x} x2={x} y1={yOf(level.high)} y2={yOf(level.low)} />
            <rect x={x - 3} y={yOf(level.value) - 3} width={6} height={6} />
          </g>
        ) : null;
      })}
      {lines.map(([name, stretches]) => (
        <g key={name} className={`oi-states__line oi-states__line--${name}`}>
          {stretches.map((stretch, at) => (
            <path key={at} d={pathOf(stretch)} />
          ))}
          {stretches.flat().map(({ x, y }) => (name === "target" ? <rect key={x} x={x - 4} y={y - 4} width={8} height={8} transform={`rotate(45 ${x} ${y})`} /> : <circle key={x} cx={x} cy={y} r={5} />))}
        </g>
      ))}
      {scene.curve.map((point) =>
        point.effect ? (
          <text key={point.column} x={xOf(point.column)} y={labelY(point)} className="oi-states__effect">
            {point.effect}
          </text>
        ) : null,
      )}
    </svg>
  );
}
