/**
 * A tall band of branches scrolls away under the top of the map, so that only the steps stay in sight. What lives here:
 * measuring it and telling the heads. Not here: how the heads stay (grid/heads.css).
 */
import { useLayoutEffect, type RefObject } from "react";

/** In pixels: a band up to here stays in sight with the heads. */
const LOW = 72;

export function useHeadsGiveWay(band: RefObject<HTMLElement | null>, count: number): void {
  useLayoutEffect(() => {
    const row = band.current;
    const heads = row?.parentElement;
    if (!row || !heads) return undefined;
    const tell = () => {
      const over = row.offsetHeight > LOW ? row.offsetTop + row.offsetHeight : 0;
      heads.style.setProperty("--over", `${-over}px`);
    };
    const watch = new ResizeObserver(tell);
    watch.observe(row);
    tell();
    return () => {
      watch.disconnect();
      heads.style.removeProperty("--over");
    };
  }, [band, count]);
}
