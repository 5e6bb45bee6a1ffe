/** The curve of a map as a small picture; silent, the page of the map says it in words. */
import type { Reading } from "@outsidein/schema";
import type { ReactNode } from "react";
import { bandBetween, lineThrough, shapeOf } from "../home/shape";

const SIZE = { width: 320, height: 64 };
const NO_NAMES = {};

/** The levels that people drew, as points of the picture. */
function drawnIn(reading: Reading | undefined): (readonly [number, number])[] {
  const points = reading?.curve ?? [];
  return points.flatMap((point, at) =>
    point.drawn === null ? [] : [[((at + 0.5) / points.length) * SIZE.width, ((10 - point.drawn) / 9) * SIZE.height] as const],
  );
}

export function Thumbnail({ reading }: { readonly reading: Reading | undefined }): ReactNode {
  const shape = reading?.curve.length ? shapeOf(reading, NO_NAMES, SIZE) : null;
  const measured = shape?.dots.some((dot) => dot.y !== null);
  const sketched = measured ? [] : drawnIn(reading);
  const columns = shape?.dots.length ?? 6;
  return (
    <svg viewBox={`0 -16 ${SIZE.width} ${SIZE.height + 32}`} preserveAspectRatio="none" aria-hidden="true" className="oi-thumbnail">
      {Array.from({ length: columns - 1 }, (_, column) => {
        const x = ((column + 1) / columns) * SIZE.width;
        return <line key={column} className="oi-thumbnail__column" x1={x} x2={x} y1={-16} y2={SIZE.height + 16} />;
      })}
      {shape && measured ? (
        <>
          {shape.runs.map((run, index) => (
            <path
              key={`band ${index}`}
              className="oi-thumbnail__band"
              d={bandBetween(run.map((dot) => [dot.x, dot.high ?? 0] as const), run.map((dot) => [dot.x, dot.low ?? 0] as const))}
            />
          ))}
          {shape.runs.map((run, index) => (
            <path key={`line ${index}`} className="oi-thumbnail__line" d={lineThrough(run.map((dot) => [dot.x, dot.y ?? 0] as const))} />
          ))}
          {shape.dots.map((dot) =>
            dot.y !== null && dot.moment ? (
              <path key={dot.step} className="oi-thumbnail__moment" d={`M${dot.x} ${dot.y - 5}l5 5l-5 5l-5-5z`} />
            ) : null,
          )}
        </>
      ) : sketched.length > 1 ? (
        <path className="oi-thumbnail__drawn" d={lineThrough(sketched)} />
      ) : (
        <line className="oi-thumbnail__none" x1={0} x2={SIZE.width} y1={SIZE.height / 2} y2={SIZE.height / 2} />
      )}
    </svg>
  );
}
