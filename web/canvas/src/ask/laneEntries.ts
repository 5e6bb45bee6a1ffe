/** What can be done with a lane, as entries of a menu. Not here: lanes themselves (the editor). */
import { hideLane, laneId, lanesOf, lockLane, remove, unlockLane, type Editor } from "@outsidein/editor";
import type { MenuEntry, T } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import type { MapStore } from "@outsidein/store";
import { laneBeside, moveLane } from "../drag/moveLane";
import "./commandWords";

export function laneEntries(store: MapStore, kind: Kind, key: string, editor: Editor, t: T): readonly MenuEntry[] {
  if (!store.status.canEdit) return [];
  const lane = lanesOf(store, kind).find((one) => one.key === key);
  const up = laneBeside(store, kind, key, "up");
  const down = laneBeside(store, kind, key, "down");
  return [
    { id: "write", label: t("commands.write.start"), icon: "edit", onAction: () => editor.write(laneId(key)) },
    { id: "add", label: t("commands.lane.add"), icon: "plus", onAction: () => void editor.run("lane.add") },
    ...(lane && !lane.quad
      ? ([
          "line",
          { id: "up", label: t("commands.lane.up"), icon: "up", disabled: up === undefined, onAction: () => up !== undefined && moveLane(store, kind, key, up) },
          { id: "down", label: t("commands.lane.down"), icon: "down", disabled: down === undefined, onAction: () => down !== undefined && moveLane(store, kind, key, down) },
        ] as const)
      : []),
    "line",
    lane?.locked
      ? { id: "unlock", label: t("canvas.lane.unlock"), icon: "unlock", disabled: !["", "owner"].includes(store.status.role), onAction: () => unlockLane(store, key) }
      : { id: "lock", label: t("canvas.lane.lock"), icon: "lock", onAction: () => lockLane(store, key) },
    { id: "hide", label: t("commands.lane.hide"), icon: "hide", onAction: () => hideLane(store, key) },
    ...(lane?.added ? ([{ id: "remove", label: t("commands.lane.remove"), icon: "trash", danger: true, onAction: () => remove(store, [laneId(key)]) }] as const) : []),
  ];
}
