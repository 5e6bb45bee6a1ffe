/** The outline that tells what stands there: pin, pill, hexagon, cut corners, box; the same as on page and paper. */
import type { ReactNode } from "react";
import type { FigureShape } from "../../data/figure";

interface Props {
  readonly shape: FigureShape;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function Outline({ shape, x, y, width, height }: Props): ReactNode {
  const className = "oi-figure__shape";
  if (shape === "pin") return <circle cx={x + width / 2} cy={y + height / 2} r={width / 2} className={className} />;
  if (shape === "place" || shape === "object") return <path d={cornered(shape, x, y, width, height)} className={className} />;
  return <rect x={x} y={y} width={width} height={height} rx={shape === "person" ? height / 2 : 4} className={className} />;
}

function cornered(shape: "place" | "object", x: number, y: number, w: number, h: number): string {
  if (shape === "place") {
    const tip = Math.min(11, h / 3);
    return `M${x + tip} ${y}H${x + w - tip}L${x + w} ${y + h / 2} ${x + w - tip} ${y + h}H${x + tip}L${x} ${y + h / 2}Z`;
  }
  const cut = Math.min(6, h / 4);
  return `M${x + cut} ${y}H${x + w - cut}L${x + w} ${y + cut}V${y + h - cut}L${x + w - cut} ${y + h}H${x + cut}L${x} ${y + h - cut}V${y + cut}Z`;
}
