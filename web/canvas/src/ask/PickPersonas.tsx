/** Whom cards are about: personas of the map and the inventory, or a new one. Not here: a persona's own page. */
import { Button, Checkbox, ComboBox, Dialog } from "@outsidein/kit";
import type { Persona } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useState } from "react";
import { useSession } from "../session/Session";
import { useTopics } from "../session/watch";
import { useSpeech } from "../words";
import "./ask.css";
import "./commandWords";

interface Props {
  readonly cards: readonly Id[];
  readonly onClose: () => void;
}

export function PickPersonas({ cards, onClose }: Props) {
  const { t } = useSpeech();
  const { store, personas: inventory } = useSession();
  const [round, setRound] = useState(0);
  useTopics(["type:persona", ...cards.map((id) => `record:${id}` as const)], () => cards.map((id) => (store.get<"card">(id)?.personas ?? []).join(" ")).join("\n") + store.ids("persona").join(" "));
  const own = store.ids("persona").flatMap((id) => store.get<"persona">(id) ?? []);
  const others = inventory.filter((one) => !own.some((mine) => mine.id === one.id));
  const of = (id: Id) => store.get<"card">(id)?.personas ?? [];
  const tie = (persona: Persona, on: boolean) =>
    store.edit("editor.undo.edit", (tx) => {
      if (on && !store.get(persona.id)) tx.put(persona);
      for (const id of cards) {
        const rest = of(id).filter((one) => one !== persona.id);
        const next = on ? [...rest, persona.id] : rest;
        tx.set<"card">(id, { personas: next.length > 0 ? next : undefined });
      }
    });
  return (
    <Dialog
      open
      size="s"
      title={t("commands.personas.title", { n: cards.length })}
      lead={t("commands.personas.lead")}
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          {t("commands.done")}
        </Button>
      }
    >
      <ul className="oi-map-picked">
        {own.map((persona) => {
          const count = cards.filter((id) => of(id).includes(persona.id)).length;
          return (
            <li key={persona.id}>
              <Checkbox checked={count === cards.length} mixed={count > 0 && count < cards.length} hint={persona.summary} onChange={(on) => tie(persona, on)}>
                {persona.name}
              </Checkbox>
            </li>
          );
        })}
      </ul>
      <ComboBox
        key={round}
        label={t("commands.personas.find")}
        value=""
        choices={others.map((one) => ({ id: one.id, label: one.name, hint: one.summary }))}
        onChange={(id) => {
          const one = others.find((other) => other.id === id);
          if (one) tie(one, true);
          setRound(round + 1);
        }}
        onCreate={(name) => {
          tie({ type: "persona", id: store.newId("persona", name), name }, true);
          setRound(round + 1);
        }}
      />
    </Dialog>
  );
}
