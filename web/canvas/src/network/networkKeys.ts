/**
 * What keys do on a network: the same keys as on a journey map, as far as they mean the same. What lives here: from a key
 * to an act. Not here: moving by arrow keys (React Flow), what acts do (the editor).
 */
import { addActor, duplicateActors, type Spot } from "@outsidein/editor";
import type { Id } from "@outsidein/store";
import { useCallback, type KeyboardEvent } from "react";
import type { Session } from "../session/Session";
import { useSpeech } from "../words";

interface Hands {
  readonly session: Session;
  readonly rings: number;
  readonly half: number;
  readonly spots: ReadonlyMap<Id, Spot>;
  readonly begin: (id: Id) => void;
  readonly connect: (from: Id) => void;
}

export function useNetworkKeys({ session, rings, spots, begin, connect }: Hands): (event: KeyboardEvent) => void {
  const { t } = useSpeech();
  return useCallback(
    (event) => {
      const { store, editor, open } = session;
      if (event.target instanceof HTMLElement && event.target.closest("input, textarea, [role=dialog], button")) return;
      const mod = event.ctrlKey || event.metaKey;
      const { ids, focus } = editor.state.selection;
      const node = event.target instanceof Element ? event.target.closest<HTMLElement>(".react-flow__node") : null;
      const id = node?.dataset["id"] ?? focus?.id ?? "";
      const chosen = ids.size > 0 ? [...ids] : id ? [id] : [];
      const canEdit = store.status.canEdit && !store.status.locked;
      const act = ((): (() => void) | null => {
        if (mod && event.key.toLowerCase() === "z") return () => void editor.run(event.shiftKey ? "redo" : "undo");
        if (mod && event.key.toLowerCase() === "y") return () => void editor.run("redo");
        if (mod && event.key.toLowerCase() === "a") return () => editor.select({ ids: new Set([...store.ids("actor"), ...store.ids("flow")]), focus, anchor: null });
        if (mod && event.key.toLowerCase() === "f") return () => document.querySelector<HTMLInputElement>(".oi-map-search input")?.focus();
        if (event.key === "F3") return () => void editor.run(event.shiftKey ? "go.previous" : "go.next");
        if (event.key === "c" && !mod && id) return () => open({ what: "comments", id });
        if (event.key === "i" && !mod && id) return () => open({ what: id.startsWith("flow:") ? "flow" : "actor", id });
        if (event.key === "?") return () => session.asking.ask({ what: "help" });
        if (!canEdit) return null;
        if (mod && event.key.toLowerCase() === "d") {
          return () => {
            const made = duplicateActors(store, chosen, rings);
            if (made[0]) editor.select({ ids: new Set(made), focus: { parent: made[0], lane: "", id: made[0] }, anchor: null });
          };
        }
        if (mod || event.altKey) return null;
        if (event.key === "*" && id.startsWith("actor:")) {
          return () => {
            editor.select({ ids: new Set([id]), focus: { parent: id, lane: "", id }, anchor: null });
            void editor.run("moment.mark");
          };
        }
        if ((event.key === "Enter" || event.key === "F2") && id) return () => begin(id);
        if ((event.key === "Delete" || event.key === "Backspace") && chosen.length > 0) {
          return () => {
            if (ids.size === 0) editor.select({ ids: new Set(chosen), focus: { parent: id, lane: "", id }, anchor: null });
            editor.run("remove");
          };
        }
        if (event.key === "b" && id.startsWith("actor:")) return () => connect(id);
        if (event.key === "n") {
          return () => {
            const beside = spots.get(id);
            const spot = beside ? { x: beside.x + 0.12, y: beside.y + 0.12 } : { x: 0, y: 0.3 };
            const made = addActor(store, { name: t("network.actor.new"), spot, rings });
            editor.select({ ids: new Set([made]), focus: { parent: made, lane: "", id: made }, anchor: null });
            begin(made);
          };
        }
        return null;
      })();
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    [session, rings, spots, begin, connect, t],
  );
}
