/** What can be added where the keyboard stands, as a menu: cards, steps, stages, lanes, touchpoints, arrows. */
import { keysOf, offers, type CommandId } from "@outsidein/editor";
import { MenuList, type IconName, type MenuListPlace } from "@outsidein/kit";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import "./commandWords";
import { keysShown } from "./keysShown";

const COMMANDS: readonly (readonly [CommandId, IconName])[] = [
  ["card.add", "card"],
  ["step.add", "right"],
  ["stage.add", "flag"],
  ["lane.add", "list"],
  ["touchpoint.meet", "touch"],
  ["arrow.draw", "branch"],
  ["moment.mark", "diamond"],
];

/** Drawn when the menu opens, so that it knows what is possible by then. */
export function AddList(place: MenuListPlace) {
  const { t, spine } = useSpeech();
  const { editor } = useSession();
  const entries = COMMANDS.filter(([command]) => offers(editor, command)).map(([command, icon]) => ({
    id: command,
    label: t(`commands.${command}`, spine),
    icon,
    keys: keysShown(keysOf(command)[0] ?? ""),
    disabled: !editor.can(command),
    onAction: () => void editor.run(command),
  }));
  return <MenuList {...place} entries={entries} />;
}
