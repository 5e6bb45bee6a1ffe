/** All keys of the map, by group: the editor's, as far as this map has a use for them, or those of its structure. Not here: the lists. */
import { BINDINGS, offers, type Binding } from "@outsidein/editor";
import { Dialog, Kbd } from "@outsidein/kit";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import "./commandWords";
import { keysShown } from "./keysShown";
import { OWN_KEYS, type Doing } from "./ownKeys";
import "./ask.css";

const GROUPS: readonly Binding["group"][] = ["go", "select", "write", "add", "change", "move", "look"];

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t, spine } = useSpeech();
  const { editor, kind } = useSession();
  const known =
    OWN_KEYS[kind.structure] ??
    BINDINGS.filter(({ command }) => offers(editor, command)).map(({ group, command, keys }) => ({ group, does: command, keys: [keys] }));
  const groups = GROUPS.map((group) => {
    const doings = new Map<Doing, string[]>();
    for (const one of known.filter((key) => key.group === group)) doings.set(one.does, [...(doings.get(one.does) ?? []), ...one.keys]);
    return { group, doings: [...doings] };
  });
  return (
    <Dialog open size="l" title={t("commands.help.title")} lead={t("commands.help.lead")} onClose={onClose}>
      <div className="oi-map-keys">
        {groups
          .filter(({ doings }) => doings.length > 0)
          .map(({ group, doings }) => (
            <section key={group}>
              <h3>{t(`commands.group.${group}`)}</h3>
              <dl>
                {doings.map(([does, keys]) => (
                  <Row key={does} says={t(`commands.${does}`, spine)} keys={keys} />
                ))}
              </dl>
            </section>
          ))}
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
