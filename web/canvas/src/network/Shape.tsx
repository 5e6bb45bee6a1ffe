/** The shape that tells a kind of actor: pill, hexagon, cut corners, box. The same as on paper (network.typ). */
import type { ActorKind } from "@outsidein/schema";

export function Shape({ kind, width, height }: { readonly kind: ActorKind; readonly width: number; readonly height: number }) {
  return (
    <svg className="oi-net-shape" width={width} height={height} aria-hidden="true">
      <path d={outline(kind, width - 2, height - 2)} transform="translate(1 1)" />
    </svg>
  );
}

function outline(kind: ActorKind, w: number, h: number): string {
  switch (kind) {
    case "person": {
      const r = h / 2;
      return `M${r} 0H${w - r}A${r} ${r} 0 0 1 ${w - r} ${h}H${r}A${r} ${r} 0 0 1 ${r} 0Z`;
    }
    case "place": {
      const tip = Math.min(13, h / 3);
      return `M${tip} 0H${w - tip}L${w} ${h / 2} ${w - tip} ${h}H${tip}L0 ${h / 2}Z`;
    }
    case "object": {
      const cut = Math.min(8, h / 4);
      return `M${cut} 0H${w - cut}L${w} ${cut}V${h - cut}L${w - cut} ${h}H${cut}L0 ${h - cut}V${cut}Z`;
    }
    case "organisation":
      return `M4 0H${w - 4}A4 4 0 0 1 ${w} 4V${h - 4}A4 4 0 0 1 ${w - 4} ${h}H4A4 4 0 0 1 0 ${h - 4}V4A4 4 0 0 1 4 0Z`;
  }
}
