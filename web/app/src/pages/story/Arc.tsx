/** The arc of the beats and the curve that people drew, in one picture. Its frames stand in words below it. */
import type { ReactNode } from "react";
import { useT } from "@outsidein/kit";
import type { Story } from "../../data/story";
import { arcOf, columnOf, feltOf, GROUND, HEIGHT, LINE, linesOf, namedBelow } from "./drawn";

export function Arc({ story }: { readonly story: Story }): ReactNode {
  const t = useT();
  const column = columnOf(story.frames);
  const width = Math.max(1, story.frames.length) * column;
  const arc = arcOf(story.frames);
  const felt = feltOf(story.frames);
  const below = namedBelow(story.frames, story.beats);
  const path = (points: readonly { readonly x: number; readonly y: number }[]): string => points.map(({ x, y }, at) => `${at ? "L" : "M"}${x} ${y}`).join("");
  return (
    <>
      <ul className="oi-arc__keys">
        <li>
          <span className="oi-arc__key oi-arc__key--arc" aria-hidden="true" />
          {t("story.key.arc")}
        </li>
        <li>
          <span className="oi-arc__key oi-arc__key--felt" aria-hidden="true" />
          {t("story.key.felt")}
        </li>
      </ul>
      <div className="oi-arc" tabIndex={0} role="region" aria-label={t("story.arc")}>
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} style={{ minWidth: 0.85 * width }} role="img" aria-label={t("story.arc")}>
          <line x1={0} x2={width} y1={GROUND} y2={GROUND} className="oi-arc__ground" />
          {felt.map((stretch, at) => (
            <path key={at} d={path(stretch)} className="oi-arc__felt" />
          ))}
          {felt.flat().map(({ x, y }) => (
            <circle key={x} cx={x} cy={y} r={4} className="oi-arc__felt" />
          ))}
          {arc.length > 1 ? <path d={path(arc)} className="oi-arc__arc" /> : null}
          {arc.map(({ x, y, frame }) =>
            frame.beat ? (
              <g key={frame.step}>
                <rect x={x - 4} y={y - 4} width={8} height={8} transform={`rotate(45 ${x} ${y})`} className="oi-arc__mark" />
                <text className="oi-arc__name">
                  {linesOf(story.beats[frame.beat] ?? frame.beat).map((line, nth, { length }) => (
                    <tspan key={nth} x={x} y={below.has(frame.step) ? y + 21 + LINE * nth : y - 12 - LINE * (length - 1 - nth)}>
                      {nth ? " " : ""}
                      {line}
                    </tspan>
                  ))}
                </text>
              </g>
            ) : null,
          )}
          {story.frames.map((frame, at) => (
            <text key={frame.step} x={(at + 0.5) * column} y={GROUND + 20} className="oi-arc__number">
              {frame.number}
            </text>
          ))}
        </svg>
      </div>
    </>
  );
}
