/**
 * The designed line of steps: filled as far as customers come by, dashed past those they pass, with what they do besides
 * hanging between. Each step opens the map where it stands.
 */
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useFormat, useT } from "@outsidein/kit";
import { Link } from "wouter";
import type { Designed } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { lineOf, NODE, PASSED, type Line, type Stop } from "./designed";
import { cut } from "./sankey";
import { percent, shareWord } from "./told";
import { useWidth } from "../../shell/useWidth";
import "./designed.css";

const BREAK = 0.05;

export function DesignedPicture({ found, name, map }: { readonly found: Designed; readonly name: (touchpoint: string) => string; readonly map: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [box, room] = useWidth(1040);
  const line = useMemo(() => lineOf(found, room), [found, room]);
  const { spine, column } = line;
  return (
    <div ref={box} className="oi-designed" role="region" aria-label={t("paths.designed.picture")}>
      <svg width={line.width} height={line.height} role="group" aria-label={t("paths.designed.spoken", { n: found.steps.length })}>
        {line.stages.map((band) => (
          <g key={band.from} className="oi-designed__stage">
            <rect x={band.from} y={0} width={band.to - band.from} height={22} rx={5} />
            <text x={band.from + 9} y={15}>{cut(band.name, band.to - band.from - 16, 6.2)}</text>
          </g>
        ))}
        <path className="oi-designed__spine" d={`M${String(column / 2)} ${String(spine)}H${String(line.width - column / 2)}`} />
        {line.stops.map((stop, at) => (
          <path key={stop.step.step} className="oi-designed__way" data-recorded={stop.step.recorded || undefined} strokeWidth={stop.thickness} d={`M${String(at ? (line.stops[at - 1]?.x ?? 0) + NODE / 2 : column / 2)} ${String(spine)}H${String(stop.x - NODE / 2)}`} />
        ))}
        <Hanging line={line} name={name} />
        {line.stops.map((stop) => (
          <Step key={stop.step.step} stop={stop} line={line} map={map} />
        ))}
        {line.stops.map((stop) => {
          const { value } = stop.step.in_order;
          if (value === null || 1 - value < BREAK) return null;
          return (
            <g key={stop.step.step} className="oi-designed__break">
              <text x={stop.x - column / 2} y={spine - 20} textAnchor="middle">
                {`⇄ ${format.percent((1 - value) * 100)}`}
              </text>
              <title>{t("paths.designed.broken", { share: format.percent((1 - value) * 100), step: stop.step.name })}</title>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function Step({ stop, line, map }: { readonly stop: Stop; readonly line: Line; readonly map: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const { step, x, lines } = stop;
  const { spine } = line;
  const half = NODE / 2;
  const fill = NODE * (step.visited.value ?? 0);
  const passed = step.skipped.value ?? 0;
  const visited = shareWord(step.visited, format);
  const told = step.recorded
    ? t("paths.designed.told", { step: step.name, visited, interval: format.estimate(percent(step.visited)).interval, skipped: shareWord(step.skipped, format) })
    : t("paths.designed.told.unrecorded", { step: step.name });
  return (
    <g>
      {step.recorded && passed >= PASSED ? (
        <g className="oi-designed__pass">
          <path d={`M${String(x - half - 12)} ${String(spine - 8)}C${String(x - half)} ${String(spine - 74)} ${String(x + half)} ${String(spine - 74)} ${String(x + half + 12)} ${String(spine - 8)}`} strokeWidth={Math.max(1.5, passed * 9)} />
          <text x={x} y={spine - 66} textAnchor="middle">
            {t("paths.designed.pass", { share: shareWord(step.skipped, format) })}
          </text>
        </g>
      ) : null}
      <Link href={`${place.href(`/maps/${map}`)}?at=${encodeURIComponent(step.step)}`} className="oi-designed__step" aria-label={told} data-recorded={step.recorded || undefined}>
          <title>{told}</title>
          <rect className="oi-designed__node" x={x - half} y={spine - half} width={NODE} height={NODE} rx={10} />
          {step.recorded ? <rect className="oi-designed__fill" x={x - half} y={spine - half} width={NODE} height={NODE} rx={10} clipPath={`inset(${String(NODE - fill)}px 0 0 0)`} /> : null}
          <text className="oi-designed__visited" x={x} y={spine + 5} textAnchor="middle" data-over={(step.visited.value ?? 0) > 0.5 || undefined}>
            {step.recorded ? visited : "?"}
          </text>
          {lines.map((one, row) => (
            <text key={row} className="oi-designed__name" x={x} y={spine + half + 18 + row * 15} textAnchor="middle">
              {one}
            </text>
          ))}
      </Link>
    </g>
  );
}

function Hanging({ line, name }: { readonly line: Line; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { spine, column } = line;
  const deepest = new Map<number, number>();
  for (const one of line.hanging) deepest.set(one.x, Math.max(deepest.get(one.x) ?? 0, one.y));
  const width = column - 14;
  return (
    <g className="oi-designed__hanging">
      {[...deepest].map(([x, y]) => (
        <path key={x} d={`M${String(x)} ${String(spine)}V${String(y - 12)}`} />
      ))}
      {line.hanging.map((one) => (
        <g key={`${String(one.x)} ${one.touchpoint}`}>
          <title>{`${name(one.touchpoint)}: ${shareWord(one.share, format)} (${format.estimate(percent(one.share)).interval})`}</title>
          <rect x={one.x - width / 2} y={one.y - 13} width={width} height={34} rx={8} />
          <text className="oi-designed__beside" x={one.x} y={one.y + 1} textAnchor="middle">{cut(name(one.touchpoint), width - 12, 6.4)}</text>
          <text className="oi-designed__n" x={one.x} y={one.y + 15} textAnchor="middle">{shareWord(one.share, format)}</text>
        </g>
      ))}
      {line.more.map((one) => (
        <text key={one.x} className="oi-designed__n" x={one.x} y={one.y} textAnchor="middle">{t("paths.designed.more", { n: one.n })}</text>
      ))}
    </g>
  );
}
