/**
 * Two networks or floor plans in one picture: what changed stands out, what did not steps back. What lives here: the
 * drawing, as on the page that is saved. Not here: where anything stands (the server lays it out), the same in words.
 */
import type { ReactNode } from "react";
import type { FigureLine, FigureNode, FigureScene, SignBadge } from "../../data/figure";
import { Outline } from "./Outline";
import "./figure.css";

const SIGN = 17;

interface Props {
  readonly figure: FigureScene;
  /** The address of a picture of the workspace, by its name. */
  readonly picture: (name: string) => string;
}

export function StatesFigure({ figure, picture }: Props): ReactNode {
  const { ground, nodes, lines } = figure;
  return (
    <div className="oi-states" role="region" aria-label={figure.spoken} tabIndex={0}>
      {figure.note ? <p className="oi-faint">{figure.note}</p> : null}
      <svg className="oi-figure" viewBox={`0 0 ${figure.width} ${figure.height}`} width={Math.round(figure.width)} height={Math.round(figure.height)} role="img" aria-label={figure.spoken}>
        {figure.rings.toReversed().map((ring) => (
          <ellipse key={ring.rx} cx={ring.x} cy={ring.y} rx={ring.rx} ry={ring.ry} className="oi-figure__ring" />
        ))}
        {figure.rings.map((ring) => (
          <text key={ring.rx} x={ring.x} y={ring.y - ring.ry + 3.5} textAnchor="middle" className="oi-figure__ringname">
            {ring.name}
          </text>
        ))}
        {ground?.picture ? <image href={picture(ground.picture)} x={ground.x} y={ground.y} width={ground.width} height={ground.height} preserveAspectRatio="none" /> : null}
        {ground && !ground.picture ? <rect x={ground.x} y={ground.y} width={ground.width} height={ground.height} rx={8} className="oi-figure__blank" /> : null}
        {lines.map((line) => (
          <Tie key={line.id} line={line} />
        ))}
        {[...nodes.filter((one) => one.ghost), ...nodes.filter((one) => !one.ghost)].map((node) => (
          <Node key={node.id} node={node} figure={figure} />
        ))}
        {lines.map((line) => (line.lines.length + line.badges.length > 0 ? <Label key={line.id} line={line} figure={figure} /> : null))}
      </svg>
    </div>
  );
}

function Tie({ line }: { readonly line: FigureLine }): ReactNode {
  const [a, b, c, d, e, f, x, y] = line.curve;
  const [p, q, r, s, t, u] = line.head;
  return (
    <g className={`oi-figure__tie ${looks(line)}${line.moving ? " is-moving" : ""}`}>
      <title>{line.says}</title>
      <path d={`M${a} ${b}C${c} ${d} ${e} ${f} ${x} ${y}`} className="oi-figure__run" />
      <path d={`M${p} ${q}L${r} ${s}L${t} ${u}Z`} className="oi-figure__head" />
    </g>
  );
}

function Label({ line, figure }: { readonly line: FigureLine; readonly figure: FigureScene }): ReactNode {
  const left = line.x - line.width / 2;
  const signs = SIGN * line.badges.length;
  return (
    <g className={`oi-figure__tie ${looks(line)}`} fontSize={figure.label_size}>
      <title>{line.says}</title>
      <rect x={left} y={line.y - line.height / 2} width={line.width} height={line.height} rx={5} className="oi-figure__ground" />
      {/* Beside a sign the words begin at once, however wide the letters come out. */}
      <Words lines={line.lines} x={signs ? left + signs + 2 : line.x} y={line.y} step={figure.label_line} anchor={signs ? "start" : "middle"} className="oi-figure__what" />
      {line.badges.map((one, at) => (
        <Disc key={one.sign} badge={one} x={left + SIGN * (at + 0.5)} y={line.y} />
      ))}
    </g>
  );
}

function Node({ node, figure }: { readonly node: FigureNode; readonly figure: FigureScene }): ReactNode {
  const left = node.x - node.width / 2;
  const top = node.y - node.height / 2;
  const pin = node.shape === "pin";
  return (
    <g className={`oi-figure__node ${looks(node)}${pin ? " is-pin" : ""}`} fontSize={figure.name_size}>
      <title>{node.says}</title>
      {pin && node.lines.length > 0 ? <rect x={node.name_x - node.name_width / 2} y={node.name_y - node.name_height / 2} width={node.name_width} height={node.name_height} rx={5} className="oi-figure__ground" /> : null}
      <Outline shape={node.shape} x={left} y={top} width={node.width} height={node.height} />
      {pin ? <Words lines={[node.number]} x={node.x} y={node.y} step={0} className="oi-figure__count" /> : null}
      <Words lines={node.lines} x={node.name_x} y={node.name_y} step={figure.name_line} className="oi-figure__who" />
      {node.badges.toReversed().map((one, at) => (
        <Disc key={one.sign} badge={one} x={node.x + node.width / 2 - SIGN * (0.3 + at)} y={top} />
      ))}
    </g>
  );
}

function Disc({ badge, x, y }: { readonly badge: SignBadge; readonly x: number; readonly y: number }): ReactNode {
  return (
    <g className={`oi-figure__sign is-${badge.sign}`}>
      <circle cx={x} cy={y} r={SIGN / 2 - 1.5} />
      <text x={x} y={y} textAnchor="middle" dominantBaseline="central">
        {badge.shape}
      </text>
    </g>
  );
}

interface WordsProps {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly step: number;
  readonly className: string;
  readonly anchor?: "start" | "middle";
}

function Words({ lines, x, y, step, className, anchor = "middle" }: WordsProps): ReactNode {
  const top = y - (step * (lines.length - 1)) / 2;
  return (
    <text textAnchor={anchor} className={className}>
      {lines.map((line, at) => (
        <tspan key={at} x={x} y={top + step * at} dominantBaseline="central">
          {line}
        </tspan>
      ))}
    </text>
  );
}

function looks(part: FigureNode | FigureLine): string {
  return `is-${part.badges[0]?.sign ?? "same"}${part.ghost ? " is-ghost" : ""}`;
}
