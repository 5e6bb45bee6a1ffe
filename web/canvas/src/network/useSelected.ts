/** The ids that are selected; the same set until that changes. */
import type { Id } from "@outsidein/store";
import { useSyncExternalStore } from "react";
import { useSession } from "../session/Session";

export function useSelected(): ReadonlySet<Id> {
  const { editor, follow } = useSession();
  return useSyncExternalStore(follow, () => editor.state.selection.ids);
}
