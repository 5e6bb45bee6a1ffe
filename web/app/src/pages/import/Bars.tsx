/** How often each step of a scale was given, as small bars; the same in words for who does not see them. */
import type { ReactNode } from "react";
import { useFormat } from "@outsidein/kit";

const WIDTH = 14;
const GAP = 4;
const HEIGHT = 22;

export function Bars({ bars }: { readonly bars: readonly { readonly step: number; readonly n: number }[] }): ReactNode {
  const format = useFormat();
  const all = bars.reduce((sum, { n }) => sum + n, 0);
  const most = Math.max(...bars.map(({ n }) => n), 1);
  const share = (n: number): string => format.percent(all ? (100 * n) / all : 0);
  const says = bars.map(({ step, n }) => `${format.number(step)}: ${share(n)}`).join(", ");
  return (
    <svg className="oi-bars" role="img" aria-label={says} width={bars.length * (WIDTH + GAP)} height={HEIGHT} viewBox={`0 0 ${bars.length * (WIDTH + GAP)} ${HEIGHT}`}>
      {bars.map(({ step, n }, place) => {
        const tall = n ? Math.max(2, ((HEIGHT - 2) * n) / most) : 1;
        return (
          <rect key={step} x={place * (WIDTH + GAP)} y={HEIGHT - tall} width={WIDTH} height={tall} rx={1.5} className={n ? undefined : "oi-bars__none"}>
            <title>{`${format.number(step)}: ${format.number(n)} (${share(n)})`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
