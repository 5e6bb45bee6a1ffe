/** The calibration plot: what was told against what came true, with intervals; below it how many were told what. */
import type { ReactNode } from "react";
import { useFormat, useT } from "@outsidein/kit";
import type { Foretold } from "../../data/foresight";
import { useWidth } from "../../shell/useWidth";
import { reliabilityDots, slotBars } from "./reliability";

const LEFT = 46;
const RIGHT = 14;
const BARS = 54;
const SHARES = [0, 0.25, 0.5, 0.75, 1] as const;

export function Reliability({ found }: { readonly found: Foretold }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [box, whole] = useWidth(420);
  const side = Math.min(whole, 460) - LEFT - RIGHT;
  const dots = reliabilityDots(found.calibration.bins, side);
  const bars = slotBars(found.judged, side, BARS);
  const base = side - ((found.base.value ?? 0) / 100) * side;
  const floor = side + 40 + BARS;
  return (
    <div ref={box}>
      <svg className="oi-reliability" width={side + LEFT + RIGHT} height={floor + 36} viewBox={`${-LEFT} -22 ${side + LEFT + RIGHT} ${floor + 36}`} role="img" aria-label={t("foresight.chances.spoken", { n: dots.length })}>
        {SHARES.map((share) => (
          <g key={share} className="oi-curves__tick">
            <line x1={0} x2={side} y1={side - share * side} y2={side - share * side} />
            <text x={-8} y={side - share * side + 4} textAnchor="end">{format.percent(share * 100)}</text>
            <text x={share * side} y={side + 18} textAnchor={share === 1 ? "end" : "middle"}>{format.percent(share * 100)}</text>
          </g>
        ))}
        <line className="oi-reliability__perfect" x1={0} x2={side} y1={side} y2={0} />
        <line className="oi-reliability__base" x1={0} x2={side} y1={base} y2={base} />
        <text className="oi-curves__axis" x={-LEFT + 2} y={-10}>{t("foresight.chances.true")}</text>
        {dots.map((dot) => (
          <g key={dot.bin.told} className={dot.holds ? "oi-reliability__dot" : "oi-reliability__dot oi-reliability__dot--off"} data-small={dot.bin.true.small}>
            <line x1={dot.x} x2={dot.x} y1={dot.top} y2={dot.bottom} />
            <circle cx={dot.x} cy={dot.y} r={5}>
              <title>{t("foresight.chances.dot", { told: format.percent(dot.bin.told * 100, { decimals: 1 }), came: format.percent((dot.bin.true.value ?? 0) * 100, { decimals: 1 }), n: dot.bin.true.n })}</title>
            </circle>
          </g>
        ))}
        {bars.map((bar) => (
          <rect key={bar.from} className="oi-reliability__bar" x={bar.x + 1} width={Math.max(1, bar.width - 2)} y={floor - bar.height} height={bar.height} rx={1.5} />
        ))}
        <line className="oi-reliability__floor" x1={0} x2={side} y1={floor} y2={floor} />
        <text className="oi-curves__axis" x={side} y={floor + 13} textAnchor="end">{t("foresight.chances.told")}</text>
      </svg>
    </div>
  );
}
