/**
 * The emotion curve as the home page shows it: now with its band, the target, moments of truth; what people drew, where
 * nobody has been heard. Not editable.
 */
import type { ReactNode } from "react";
import { useFormat, useT } from "@outsidein/kit";
import type { Reading } from "@outsidein/schema";
import type { Dot } from "./shape";
import { bandBetween, lineThrough, shapeOf } from "./shape";
import "./small-curve.css";

const SIZE = { width: 700, height: 196 };
const BOX = `-6 -22 ${SIZE.width + 12} ${SIZE.height + 56}`;
type Ends = readonly (readonly [number, number])[];

export interface SmallCurveProps {
  readonly reading: Pick<Reading, "curve" | "findings">;
  readonly names: Readonly<Record<string, string>>;
}

export function SmallCurve({ reading, names }: SmallCurveProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const shape = shapeOf(reading, names, SIZE);
  const along = (run: readonly Dot[], of: (dot: Dot) => number | null): Ends => run.map((dot) => [dot.x, of(dot) ?? 0] as const);
  const spoken = shape.dots.flatMap((dot) => {
    const level = dot.value ?? dot.drawn?.level;
    return level === undefined ? [] : t("home.curve.point", { step: dot.name, level: format.number(level, { decimals: 1 }) });
  });
  const says = shape.drawn.length > 0 ? "home.curve.drawn" : "home.curve.spoken";
  return (
    <figure className="oi-small-curve">
      <svg viewBox={BOX} role="img" aria-label={t(says, { points: spoken.join(", ") })}>
        {shape.ticks.map((tick) => (
          <g key={tick.level} className="oi-small-curve__tick">
            <line x1={0} x2={SIZE.width} y1={tick.y} y2={tick.y} />
            <text x={SIZE.width + 4} y={tick.y - 3}>{tick.level}</text>
          </g>
        ))}
        {shape.runs.map((run, index) => (
          <path key={index} className="oi-small-curve__band" d={bandBetween(along(run, (dot) => dot.high), along(run, (dot) => dot.low))} />
        ))}
        {shape.targets.map((run, index) => (
          <path key={index} className="oi-small-curve__target" d={lineThrough(along(run, (dot) => dot.target))} />
        ))}
        {shape.runs.map((run, index) => (
          <path key={index} className="oi-small-curve__line" d={lineThrough(along(run, (dot) => dot.y))} />
        ))}
        {shape.drawn.map((run, index) => (
          <path key={index} className="oi-small-curve__drawn" d={lineThrough(along(run, (dot) => dot.drawn?.y ?? null))} />
        ))}
        {shape.dots.map((dot) => (
          <g key={dot.step}>
            {dot.drawn ? <path className="oi-small-curve__cross" d={`M${dot.x - 5} ${dot.drawn.y - 5}l10 10m0-10l-10 10`} /> : null}
            {dot.y !== null ? <Mark dot={dot} y={dot.y} text={format.number(dot.value, { decimals: 1 })} /> : null}
          </g>
        ))}
      </svg>
      <ol className="oi-small-curve__steps" aria-hidden="true">
        {shape.dots.map((dot) => (
          <li key={dot.step}>{dot.name}</li>
        ))}
      </ol>
    </figure>
  );
}

/** The room that it will take: as high as it is wide allows, and the names of the steps below. */
export function CurveToCome(): ReactNode {
  return (
    <figure className="oi-small-curve" aria-hidden="true">
      <svg viewBox={BOX} />
      <ol className="oi-small-curve__steps oi-small-curve__steps--to-come" />
    </figure>
  );
}

function Mark({ dot, y, text }: { readonly dot: Dot; readonly y: number; readonly text: string }): ReactNode {
  const look = dot.hotspot ? "bad" : "plain";
  return (
    <>
      {dot.moment ? (
        <path className="oi-small-curve__moment" d={`M${dot.x} ${y - 7}l7 7l-7 7l-7-7z`} />
      ) : (
        <circle className={dot.small ? "oi-small-curve__dot oi-small-curve__dot--small" : "oi-small-curve__dot"} cx={dot.x} cy={y} r={4} />
      )}
      {dot.moment || dot.hotspot ? (
        <text className={`oi-small-curve__number oi-small-curve__number--${look}`} x={dot.x} y={y - 12}>{text}</text>
      ) : null}
    </>
  );
}
