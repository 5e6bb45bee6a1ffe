/**
 * Which rows and columns of a large map stand in view, from known widths of columns and measured heights of rows.
 * What lives here: the window and its measuring. Not here: drawing. A small map shows everything, always.
 */
import { startTransition, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";

/** First and last, both counted. */
export interface Shown {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

export interface Measured {
  readonly shown: Shown;
  /** Height of everything above the first and below the last row in view. */
  readonly above: number;
  readonly below: number;
  /** Measure a row that is drawn; gives back how to stop. */
  readonly watch: (element: HTMLElement, key: string) => () => void;
  /** Bring a row and column into the window, so that what stands there is drawn. */
  readonly reveal: (row: number, column: number) => void;
}

const AHEAD = { columns: 3, rows: 2 } as const;

export function useShown(
  scroller: RefObject<HTMLElement | null>,
  size: { readonly keys: readonly string[]; readonly columns: number; readonly column: number; readonly lane: number; readonly head: number },
  estimate: (key: string) => number,
  virtual: boolean,
): Measured {
  const { keys, columns, column, lane, head } = size;
  const heights = useRef(new Map<string, number>());
  const [version, setVersion] = useState(0);
  const all = useMemo<Shown>(() => ({ columns: [0, columns - 1], rows: [0, keys.length - 1] }), [columns, keys.length]);
  const [view, setView] = useState<Shown>(() => (virtual ? { columns: [0, Math.min(columns - 1, 14)], rows: [0, Math.min(keys.length - 1, 8)] } : all));

  const tops = useMemo(() => {
    void version;
    const found = [0];
    for (const key of keys) found.push((found.at(-1) ?? 0) + Math.max(heights.current.get(key) ?? 0, estimate(key)));
    return found;
  }, [keys, estimate, version]);

  const look = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const left = box.scrollLeft / column;
    const right = (box.scrollLeft + box.clientWidth - lane) / column;
    const top = box.scrollTop;
    const bottom = box.scrollTop + box.clientHeight - head;
    const firstRow = tops.findIndex((_, at) => (tops[at + 1] ?? Infinity) > top);
    const lastRow = tops.findIndex((_, at) => (tops[at + 1] ?? Infinity) >= bottom);
    const next: Shown = {
      columns: [clamp(Math.floor(left) - AHEAD.columns, columns), clamp(Math.ceil(right) + AHEAD.columns, columns)],
      rows: [clamp(firstRow - AHEAD.rows, keys.length), clamp(lastRow + AHEAD.rows, keys.length)],
    };
    setView((now) => (same(now.columns, next.columns) && same(now.rows, next.rows) ? now : next));
  }, [scroller, column, lane, head, tops, columns, keys.length]);

  useLayoutEffect(() => {
    if (virtual) look();
  }, [virtual, look]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || !virtual) return;
    let frame = 0;
    const later = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        // What comes into view is drawn ahead, in slices: scrolling itself never waits for it.
        startTransition(look);
      });
    };
    box.addEventListener("scroll", later, { passive: true });
    const observer = new ResizeObserver(later);
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", later);
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [scroller, virtual, look]);

  const observer = useMemo(() => {
    if (typeof ResizeObserver === "undefined") return null;
    return new ResizeObserver((entries) => {
      let changed = false;
      for (const entry of entries) {
        const key = (entry.target as HTMLElement).dataset["row"] ?? "";
        const height = entry.borderBoxSize[0]?.blockSize ?? 0;
        if (Math.abs((heights.current.get(key) ?? 0) - height) > 0.5) {
          heights.current.set(key, height);
          changed = true;
        }
      }
      if (changed) setVersion((one) => one + 1);
    });
  }, []);
  useEffect(() => () => observer?.disconnect(), [observer]);

  const watch = useCallback(
    (element: HTMLElement, key: string) => {
      element.dataset["row"] = key;
      observer?.observe(element);
      return () => observer?.unobserve(element);
    },
    [observer],
  );

  const reveal = useCallback(
    (row: number, at: number) => {
      const box = scroller.current;
      if (!box) return;
      const top = tops[row] ?? 0;
      const bottom = tops[row + 1] ?? top;
      const room = box.clientHeight - head;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (bottom > box.scrollTop + room) box.scrollTop = Math.min(top, bottom - room);
      const left = at * column;
      const wide = box.clientWidth - lane;
      if (left < box.scrollLeft) box.scrollLeft = left;
      else if (left + column > box.scrollLeft + wide) box.scrollLeft = left + column - wide;
      if (virtual) look();
    },
    [scroller, tops, head, column, lane, virtual, look],
  );

  const shown = virtual ? view : all;
  const last = Math.min(shown.rows[1] + 1, tops.length - 1);
  return {
    shown,
    above: virtual ? (tops[shown.rows[0]] ?? 0) : 0,
    below: virtual ? (tops.at(-1) ?? 0) - (tops[last] ?? 0) : 0,
    watch,
    reveal,
  };
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}

function same(one: readonly [number, number], other: readonly [number, number]): boolean {
  return one[0] === other[0] && one[1] === other[1];
}
