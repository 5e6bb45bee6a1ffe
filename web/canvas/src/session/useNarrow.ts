/** Whether the map has too little room for its columns and is read stage by stage instead. */
import { useEffect, useState, type RefObject } from "react";

const NARROW = 600;

export function useNarrow(root: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(() => typeof window !== "undefined" && window.innerWidth < NARROW);
  useEffect(() => {
    const element = root.current;
    if (!element || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      if (width > 0) setNarrow(width < NARROW);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return narrow;
}
