/**
 * Which touchpoints are met at a step, chosen from the inventory of the whole organisation or made new.
 * What lives here: the picker. Not here: the inventory, a touchpoint's own page.
 */
import { addTouchpoint, meetTouchpoint, remove, setAnchor } from "@outsidein/editor";
import { Button, Checkbox, ComboBox, Dialog } from "@outsidein/kit";
import type { Touchpoint } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useState } from "react";
import { useSession } from "../session/Session";
import { useChildren, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import "./ask.css";
import "./commandWords";

interface Props {
  readonly step: Id;
  readonly onClose: () => void;
}

export function PickTouchpoints({ step, onClose }: Props) {
  const { t } = useSpeech();
  const { store, kind, touchpoints: inventory } = useSession();
  const encounters = useChildren(step, "encounter");
  const [round, setRound] = useState(0);
  const own = useTopics(["type:touchpoint"], () => store.ids("touchpoint").join("\n"));
  const known = new Map<Id, Touchpoint>(inventory.map((one) => [one.id, one]));
  for (const id of own.split("\n")) {
    const one = store.get<"touchpoint">(id);
    if (one) known.set(id, one);
  }
  const met = encounters.map((id) => store.get<"encounter">(id)).filter((one) => one !== undefined);
  const free = [...known.values()].filter((one) => !met.some((other) => other.touchpoint === one.id)).sort((one, other) => one.name.localeCompare(other.name));
  const word = (one: Touchpoint) => kind.terms["kinds"]?.find(([key]) => key === (one.kind ?? "interactive"))?.[1] ?? "";
  const meet = (one: Touchpoint) => {
    if (!store.get(one.id)) addTouchpoint(store, withoutId(one), one.id.slice("touchpoint:".length));
    meetTouchpoint(store, step, one.id);
    setRound(round + 1);
  };
  return (
    <Dialog
      open
      size="s"
      title={t("commands.touchpoints.title", { step: store.get<"step">(step)?.name ?? "" })}
      lead={t("commands.touchpoints.lead")}
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          {t("commands.done")}
        </Button>
      }
    >
      <ComboBox
        key={round}
        label={t("commands.touchpoints.find")}
        value=""
        autoFocus
        choices={free.map((one) => ({ id: one.id, label: one.name, hint: word(one) }))}
        onChange={(id) => {
          const one = known.get(id);
          if (one) meet(one);
        }}
        onCreate={(name) => {
          meetTouchpoint(store, step, addTouchpoint(store, { name }));
          setRound(round + 1);
        }}
      />
      <ul className="oi-map-picked">
        {met.map((one) => (
          <li key={one.id}>
            <Checkbox checked onChange={() => remove(store, [one.id])}>
              {known.get(one.touchpoint)?.name ?? t("canvas.touchpoint.lost")}
            </Checkbox>
            <Checkbox
              checked={one.anchor === "indicative"}
              onChange={(checked) => setAnchor(store, one.id, checked ? "indicative" : undefined)}
            >
              {t("commands.touchpoints.indicative")}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function withoutId({ type: _type, id: _id, ...fields }: Touchpoint): Omit<Touchpoint, "type" | "id"> {
  return fields;
}
