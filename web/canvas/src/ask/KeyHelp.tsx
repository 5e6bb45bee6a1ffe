/** All keys of the map, by group, as the editor's key map has them. Not here: the key map. */
import { BINDINGS, type Binding, type CommandId } from "@outsidein/editor";
import { Dialog, Kbd } from "@outsidein/kit";
import { useSpeech } from "../words";
import "./commandWords";
import { keysShown } from "./keysShown";
import "./ask.css";

const GROUPS: readonly Binding["group"][] = ["go", "select", "write", "add", "change", "move", "look"];

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <Dialog open size="l" title={t("canvas.help.title")} lead={t("canvas.help.lead")} onClose={onClose}>
      <div className="oi-map-keys">
        {GROUPS.map((group) => {
          const commands = new Map<CommandId, string[]>();
          for (const one of BINDINGS.filter((binding) => binding.group === group)) commands.set(one.command, [...(commands.get(one.command) ?? []), one.keys]);
          return (
            <section key={group}>
              <h3>{t(`commands.group.${group}`)}</h3>
              <dl>
                {[...commands].map(([command, keys]) => (
                  <Row key={command} says={t(`commands.${command}`)} keys={keys} />
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

function Row({ says, keys }: { readonly says: string; readonly keys: readonly string[] }) {
  return (
    <>
      <dt>{says}</dt>
      <dd>
        {keys.map((one) => (
          <Kbd key={one} keys={keysShown(one)} />
        ))}
      </dd>
    </>
  );
}
