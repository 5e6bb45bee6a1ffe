/** The element around the map: hears what is dropped on it. Not here: what becomes of that. */
import type { ReactNode, Ref } from "react";
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { usePictureDrops } from "../pictures/usePictureDrops";

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly store: MapStore;
  readonly kind: Kind;
  readonly workspace: string;
  readonly onPut: (card: Id) => void;
  readonly children: ReactNode;
}

export function Canvas({ ref, store, kind, workspace, onPut, children }: Props): ReactNode {
  return (
    <div ref={ref} className="oi-mappage__canvas" {...usePictureDrops(store, kind, workspace, onPut)}>
      {children}
    </div>
  );
}
