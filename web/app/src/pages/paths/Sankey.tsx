/**
 * Flows drawn: bars for places, ribbons for the journeys between. Pointed at, a line below says how many; pressed, it
 * opens who they are. One stop of the Tab key: arrows go from one to the next. Not here: where all stands (sankey.ts).
 */
import type { KeyboardEvent, ReactNode } from "react";
import { useMemo, useState } from "react";
import { useFormat, useT } from "@outsidein/kit";
import type { Contrast, Flow, FlowNode, Flows, Spot } from "../../data/journeys";
import { flowKey, sure } from "./differences";
import { cut, FRAME, layOut, outline, type Bar, type Ribbon } from "./sankey";
import { percent, shareWord, spotId, spotWord } from "./told";
import { useWidth } from "../../shell/useWidth";
import "./sankey.css";

export interface SankeyPictureProps {
  readonly flows: Flows;
  readonly name: (touchpoint: string) => string;
  /** What each flow differs by, where two sides are compared. */
  readonly differences?: ReadonlyMap<string, Contrast>;
  readonly chosen: string;
  readonly onChoose: (at: Spot, to: Spot | null) => void;
}

const COLUMN = 148;
const TOP = 26;

export function SankeyPicture({ flows, name, differences, chosen, onChoose }: SankeyPictureProps): ReactNode {
  const t = useT();
  const [box, room] = useWidth(FRAME.width);
  const columns = new Set(flows.nodes.map((node) => node.spot.position)).size;
  const width = Math.max(room, columns * COLUMN);
  const shape = useMemo(() => layOut(flows, { ...FRAME, width, right: Math.min(150, Math.max(110, width / columns - 20)) }), [flows, width, columns]);
  const [pointed, setPointed] = useState("");
  const step = (shape.columns[1] ?? width) - (shape.columns[0] ?? 0);
  const parts = useMemo(() => [...shape.bars.map((bar) => bar.id), ...shape.ribbons.map((ribbon) => ribbon.id)], [shape]);
  const [stop, setStop] = useState("");
  const here = parts.includes(stop) ? stop : (parts[0] ?? "");
  const lit = pointed || chosen;
  const told = useTold(shape.bars, shape.ribbons, name, differences);
  const walk = (event: KeyboardEvent<SVGElement>): void => {
    const at = parts.indexOf(here);
    const wanted = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: parts.length - 1 }[event.key];
    const next = wanted === undefined ? undefined : parts[(wanted + parts.length) % parts.length];
    if (next === undefined) return;
    event.preventDefault();
    setStop(next);
    event.currentTarget.querySelector<SVGElement>(`[data-part="${CSS.escape(next)}"]`)?.focus();
  };
  const handlers = (id: string, at: Spot, to: Spot | null): Record<string, unknown> => ({
    role: "button",
    tabIndex: id === here ? 0 : -1,
    "data-part": id,
    "aria-label": told(id),
    "aria-pressed": id === chosen,
    onPointerEnter: () => setPointed(id),
    onPointerLeave: () => setPointed(""),
    onFocus: () => {
      setStop(id);
      setPointed(id);
    },
    onBlur: () => setPointed(""),
    onClick: () => onChoose(at, to),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onChoose(at, to);
    },
  });
  const touches = (ribbon: Ribbon): boolean => ribbon.id === lit || ribbon.of === lit || ribbon.to === lit;
  return (
    <>
      <div ref={box} className="oi-sankey" role="region" aria-label={t("paths.flow.picture")}>
        <svg width={width} height={shape.height + TOP + 6} role="group" aria-label={t("paths.flow.spoken", { n: flows.cases })} data-lit={lit ? "" : undefined} onKeyDown={walk}>
          {shape.columns.map((x, index) => (
            <text key={x} className="oi-sankey__position" x={x} y={12}>
              {t("paths.flow.position", { n: index + 1 })}
            </text>
          ))}
          <g transform={`translate(0 ${TOP})`}>
            {shape.ribbons.map((ribbon) => (
              <path
                key={ribbon.id}
                d={outline(ribbon)}
                className={`oi-sankey__flow ${toneOf(ribbon, differences)}`}
                data-touched={touches(ribbon) || undefined}
                {...handlers(ribbon.id, ribbon.flow.of, ribbon.flow.to)}
              />
            ))}
            {shape.bars.map((bar) => (
              <Place key={bar.id} bar={bar} room={step - bar.width - 14} name={name} handlers={handlers(bar.id, bar.node.spot, null)} />
            ))}
          </g>
        </svg>
      </div>
      <p className="oi-sankey__says" aria-hidden="true">
        {lit ? told(lit) : t("paths.flow.hint")}
      </p>
    </>
  );
}

function Place({ bar, room, name, handlers }: { readonly bar: Bar; readonly room: number; readonly name: (touchpoint: string) => string; readonly handlers: Record<string, unknown> }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { node, x, y, width, height } = bar;
  const word = spotWord(node.spot, name, node.holds, t);
  return (
    <g className={`oi-sankey__place oi-sankey__place--${node.spot.standing}`} {...handlers}>
      <rect className="oi-sankey__hit" x={x - 3} y={y - 3} width={Math.max(room + width, 40)} height={Math.max(height, 28) + 6} rx={6} />
      <rect className="oi-sankey__bar" x={x} y={y} width={width} height={height} rx={Math.min(3, height / 2)} />
      <text x={x + width + 7} y={y + 11}>
        <tspan className="oi-sankey__name">{cut(word, room)}</tspan>
        <tspan className="oi-sankey__n" x={x + width + 7} dy={14}>
          {`${format.number(node.count.value)} · ${shareWord(node.share, format)}`}
        </tspan>
      </text>
    </g>
  );
}

function toneOf(ribbon: Ribbon, differences: ReadonlyMap<string, Contrast> | undefined): string {
  if (!differences) return ribbon.flow.to.standing === "end" ? "oi-sankey__flow--end" : "";
  const found = differences.get(flowKey(ribbon.flow));
  if (!found || !sure(found)) return "oi-sankey__flow--same";
  return (found.change.value ?? 0) > 0 ? "oi-sankey__flow--more" : "oi-sankey__flow--less";
}

/** What a bar or ribbon says, in one sentence. */
function useTold(bars: readonly Bar[], ribbons: readonly Ribbon[], name: (touchpoint: string) => string, differences: ReadonlyMap<string, Contrast> | undefined): (id: string) => string {
  const t = useT();
  const format = useFormat();
  return (id) => {
    const holds = (spot: Spot): number => bars.find((bar) => bar.id === spotId(spot))?.node.holds ?? 0;
    const word = (spot: Spot): string => spotWord(spot, name, holds(spot), t);
    const share = (one: FlowNode | Flow): string => {
      const text = format.estimate(percent(one.share));
      return `${shareWord(one.share, format)} (${text.interval})`;
    };
    const bar = bars.find((one) => one.id === id);
    if (bar) return t("paths.flow.told.place", { place: word(bar.node.spot), position: bar.node.spot.position, n: bar.node.count.value ?? 0, share: share(bar.node) });
    const ribbon = ribbons.find((one) => one.id === id);
    if (!ribbon) return "";
    const { flow } = ribbon;
    const said = t("paths.flow.told", { of: word(flow.of), to: word(flow.to), n: flow.count.value ?? 0, share: share(flow), onwards: shareWord(flow.onwards, format) });
    const found = differences?.get(flowKey(flow));
    if (!found || found.change.value === null) return said;
    const change = format.estimate({ ...percent(found.change), unit: "points" }, { signed: true });
    return `${said} ${t("paths.flow.told.change", { change: change.value, interval: change.interval, against: shareWord(found.against, format) })}`;
  };
}
