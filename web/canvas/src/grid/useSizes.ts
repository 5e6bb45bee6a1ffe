/** How wide lanes and columns are: columns fill the room there is, within what reads well. Not here: heights. */
import { useEffect, useState, type RefObject } from "react";

export interface Sizes {
  readonly lane: number;
  readonly column: number;
  /** Height of the sticky head, measured. */
  readonly head: number;
}

const LANE = 150;
const COLUMN = { least: 118, most: 186 } as const;
const ADD = 40;

export function useSizes(scroller: RefObject<HTMLElement | null>, columns: number, zoom: number): Sizes {
  const [room, setRoom] = useState({ width: 0, head: 96 });
  useEffect(() => {
    const box = scroller.current;
    if (!box || typeof ResizeObserver === "undefined") return undefined;
    const read = () => {
      const head = box.querySelector<HTMLElement>(".oi-map-heads")?.offsetHeight ?? 96;
      const width = box.clientWidth;
      setRoom((now) => (now.width === width && now.head === head ? now : { width, head }));
    };
    const observer = new ResizeObserver(read);
    observer.observe(box);
    const head = box.querySelector(".oi-map-heads");
    if (head) observer.observe(head);
    return () => observer.disconnect();
  }, [scroller]);
  const lane = Math.round(LANE * Math.max(zoom, 0.8));
  const least = Math.round(COLUMN.least * zoom);
  const fitting = columns > 0 && room.width > 0 ? Math.floor((room.width - lane - ADD) / columns) : least;
  return { lane, column: Math.min(Math.max(fitting, least), Math.round(COLUMN.most * zoom)), head: room.head };
}
