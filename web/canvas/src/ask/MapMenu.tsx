/** The menu of what is selected: every command that does something there, with its keys. Not here: the commands. */
import { MenuAt, type IconName, type MenuEntry } from "@outsidein/kit";
import { keyOf, keysOf, type CommandId } from "@outsidein/editor";
import { useMemo } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import "./commandWords";
import { keysShown } from "./keysShown";
import { laneEntries } from "./laneEntries";

interface Props {
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

const GROUPS: readonly (readonly (readonly [CommandId, IconName])[])[] = [
  [["write.start", "edit"], ["inspector.open", "info"], ["finer.open", "map"], ["comment.open", "comment"], ["advice.open", "bulb"]],
  [["card.add", "plus"], ["step.add", "plus"], ["stage.add", "plus"], ["lane.add", "plus"], ["touchpoint.meet", "touch"], ["arrow.draw", "branch"]],
  [["moment.mark", "diamond"], ["moment.unmark", "diamond"], ["persona.pick", "people"], ["level.up", "up"], ["level.down", "down"]],
  [["move.pick", "move"], ["duplicate", "copy"]],
  [["remove", "trash"]],
];

export function MapMenu({ x, y, onClose }: Props) {
  const { t, spine } = useSpeech();
  const { editor, facts, store, kind } = useSession();
  const entries = useMemo(() => {
    const made: MenuEntry[] = [];
    const focus = editor.state.selection.focus;
    const marked = facts.moments(focus?.parent ?? "").some((one) => one.id !== "");
    const lane = focus?.id.startsWith("lane:") ? keyOf(focus.id) : undefined;
    if (lane !== undefined) return laneEntries(store, kind, lane, editor, t);
    for (const group of GROUPS) {
      const can = group.filter(([command]) => editor.can(command) && (command !== "moment.unmark" || marked));
      if (can.length > 0 && made.length > 0) made.push("line");
      for (const [command, icon] of can) {
        made.push({
          id: command,
          label: t(`commands.${command}`, spine),
          icon,
          keys: keysShown(keysOf(command)[0] ?? ""),
          danger: command === "remove",
          onAction: () => void editor.run(command),
        });
      }
    }
    return made;
  }, [editor, facts, store, kind, t, spine]);
  return <MenuAt label={t("commands.menu")} at={{ x, y }} entries={entries} onClose={onClose} />;
}
