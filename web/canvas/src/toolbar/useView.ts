/** Which view of the map is shown: held by whoever shows the map, or by the map itself. */
import { useState } from "react";

export type View = "map" | "list" | "present";

export function useView(view: View | undefined, onView: ((view: View) => void) | undefined): readonly [View, (view: View) => void] {
  const [own, setOwn] = useState<View>("map");
  return [
    view ?? own,
    (next) => {
      setOwn(next);
      onView?.(next);
    },
  ];
}
