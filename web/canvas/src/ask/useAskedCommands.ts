/** How the commands that need a person's answer are carried out here. Not here: what a command is (the editor). */
import type { AskedCommand, Selection } from "@outsidein/editor";
import { useEffect } from "react";
import type { Session } from "../session/Session";
import { elementOf } from "../session/place";

export function useAskedCommands(session: Session): void {
  useEffect(() => {
    const { editor, asking, store, facts, open } = session;
    /** The step that a selection stands at; empty where it stands at none. */
    const stepOf = ({ focus }: Selection): string => {
      const record = focus ? store.get(focus.parent) : undefined;
      if (record?.type === "step") return record.id;
      return record?.type === "stage" ? (store.children(record.id, "step")[0] ?? "") : "";
    };
    const acts: Record<AskedCommand, (selection: Selection) => void> = {
      "lane.add": () => asking.ask({ what: "lane" }),
      "moment.mark": (selection) => {
        const at = store.get(selection.focus?.parent ?? "");
        const step = at?.type === "actor" || at?.type === "place" ? at.id : stepOf(selection);
        const id = selection.focus?.id ?? "";
        const record = store.get(id);
        const touchpoint = record?.type === "card" || record?.type === "encounter" ? (record.touchpoint ?? "") : "";
        if (step) asking.ask({ what: "moment", step, touchpoint });
      },
      "touchpoint.meet": (selection) => {
        const step = stepOf(selection);
        if (step) asking.ask({ what: "touchpoints", step });
      },
      "persona.pick": ({ ids }) => {
        const cards = [...ids].filter((id) => store.get(id)?.type === "card");
        if (cards.length > 0) asking.ask({ what: "personas", cards });
      },
      "arrow.draw": (selection) => {
        const card = store.get(selection.focus?.id ?? "");
        const from = card?.type === "card" && session.kind.ties.includes("card") ? card.id : stepOf(selection);
        if (from) asking.ask({ what: "arrow", from, arrow: "" });
      },
      "finer.open": (selection) => {
        const id = stepOf(selection);
        if (id) open({ what: "finer", id });
      },
      "comment.open": ({ focus }) => {
        if (focus?.id) open({ what: "comments", id: focus.id });
      },
      "advice.open": ({ focus }) => {
        const map = document.querySelector<HTMLElement>(".oi-map");
        const from = focus && map ? elementOf(map, focus) : null;
        const record = focus ? store.get(focus.id) : undefined;
        const about = record?.type === "encounter" ? record.touchpoint : (record?.id ?? "");
        const diagnostics = facts.diagnostics(about);
        if (from && diagnostics.length > 0) asking.ask({ what: "diagnostics", from, diagnostics });
        else editor.say("editor.say.noAdvice");
      },
      "search.open": () => document.querySelector<HTMLInputElement>(".oi-map-search input")?.focus(),
      "inspector.open": ({ focus }) => {
        const record = focus ? store.get(focus.id) : undefined;
        if (record?.type === "card" || record?.type === "step" || record?.type === "stage") open({ what: record.type, id: record.id });
        else if (record?.type === "encounter") open({ what: "touchpoint", id: record.touchpoint, step: record.parent });
        else if (focus && store.get(focus.parent)?.type === "step") open({ what: "point", step: focus.parent, series: "" });
      },
      "menu.open": ({ focus }) => {
        const map = document.querySelector<HTMLElement>(".oi-map");
        const box = focus && map ? elementOf(map, focus)?.getBoundingClientRect() : undefined;
        if (box) asking.ask({ what: "menu", x: box.left + 12, y: Math.min(box.bottom, box.top + 40) });
      },
      "help.open": () => asking.ask({ what: "help" }),
    };
    const stops = (Object.keys(acts) as AskedCommand[]).map((command) => editor.handle(command, acts[command]));
    return () => stops.forEach((stop) => stop());
  }, [session]);
}
