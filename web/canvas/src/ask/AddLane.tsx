/** A lane for the map: one that is hidden, or one of the catalogue. Not here: what the catalogue holds. */
import { addLane, lanesOf, showLane } from "@outsidein/editor";
import { Dialog, Icon, SearchField, Select } from "@outsidein/kit";
import type { KindLane } from "@outsidein/schema";
import { useState } from "react";
import { iconOf } from "../grid/icons";
import { useSession } from "../session/Session";
import { useChildren } from "../session/watch";
import { useSpeech } from "../words";
import "./ask.css";
import "./commandWords";

export function AddLane({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const { store, kind } = useSession();
  const [text, setText] = useState("");
  const [persona, setPersona] = useState("");
  const personas = store.ids("persona").map((id) => ({ id, label: store.get<"persona">(id)?.name ?? "" }));
  useChildren(store.journey, "lane");
  const hidden = lanesOf(store, kind).filter((one) => one.hidden);
  const matches = (lane: KindLane) => `${lane.title} ${lane.meaning} ${lane.hint}`.toLowerCase().includes(text.trim().toLowerCase());
  const sides = [...new Set(kind.catalogue.map((lane) => lane.side))];
  const add = (lane: KindLane) => {
    addLane(store, kind, lane.of, persona ? { persona } : {});
    onClose();
  };
  return (
    <Dialog open size="m" title={t("commands.lane.add.title")} lead={t("commands.lane.add.lead")} onClose={onClose}>
      <SearchField label={t("commands.lane.find")} labelHidden placeholder={t("commands.lane.find")} value={text} onChange={setText} autoFocus />
      {personas.length > 1 && <Select label={t("commands.lane.whose")} hint={t("commands.lane.whose.hint")} value={persona} onChange={setPersona} choices={[{ id: "", label: t("commands.lane.everybody") }, ...personas]} />}
      {hidden.length > 0 && text === "" && (
        <section>
          <h3>{t("commands.lane.hidden")}</h3>
          <ul className="oi-map-lane-choices">
            {hidden.map((one) => {
              return (
                <li key={one.key}>
                  <button type="button" onClick={() => {
                      showLane(store, one.key);
                      onClose();
                    }}>
                    <Icon name="eye" />
                    <b>{one.title}</b>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {sides.map((side) => {
        const found = kind.catalogue.filter((lane) => lane.side === side && matches(lane));
        if (found.length === 0) return null;
        return (
          <section key={side}>
            <h3>{t(side === "customer" ? "commands.side.customer" : "commands.side.organisation")}</h3>
            <ul className="oi-map-lane-choices">
              {found.map((lane) => (
                <li key={lane.of}>
                  <button type="button" onClick={() => add(lane)}>
                    <Icon name={iconOf(lane.icon)} />
                    <b>{lane.title}</b>
                    <span>{lane.meaning}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Dialog>
  );
}
