/** Does what the map's command asks: opens the finer journey of a step, or begins it. Draws nothing. */
import { useEffect, useRef } from "react";
import type { Id, MapStore } from "@outsidein/store";
import { useOpenFiner } from "./finer";

export function Finer({ store, map, step, onEnd }: { readonly store: MapStore; readonly map: string; readonly step: Id; readonly onEnd: () => void }): null {
  const open = useOpenFiner(map);
  const asked = useRef("");
  useEffect(() => {
    const record = store.get<"step">(step);
    if (!record || asked.current === step) return;
    asked.current = step;
    void open(record).finally(onEnd);
  }, [open, store, step, onEnd]);
  return null;
}
