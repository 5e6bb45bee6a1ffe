/** What can be added where the keyboard stands: cards, steps, stages, lanes, touchpoints, arrows. */
import { keysOf, type CommandId } from "@outsidein/editor";
import { Button, Menu, type IconName } from "@outsidein/kit";
import { useSession } from "../session/Session";
import { keysShown } from "../ask/keysShown";
import { useSpeech } from "../words";

const COMMANDS: readonly (readonly [CommandId, IconName])[] = [
  ["card.add", "card"],
  ["step.add", "right"],
  ["stage.add", "flag"],
  ["lane.add", "list"],
  ["touchpoint.meet", "touch"],
  ["arrow.draw", "branch"],
  ["moment.mark", "diamond"],
];

export function AddMenu() {
  const { t } = useSpeech();
  const { editor } = useSession();
  return (
    <Menu
      label={t("canvas.add")}
      trigger={(menu) => (
        <Button {...menu} icon="plus" size="s" iconAfter="chevron-down">
          {t("canvas.add")}
        </Button>
      )}
      entries={COMMANDS.map(([command, icon]) => ({
        id: command,
        label: t(`editor.command.${command}`),
        icon,
        keys: keysShown(keysOf(command)[0] ?? ""),
        disabled: !editor.can(command),
        onAction: () => void editor.run(command),
      }))}
    />
  );
}
