/**
 * What is to be said of a place on a plan: its name, what is met there, the cards of its lanes, where one goes from there.
 * What lives here: the panel. Not here: comments and history (beside it), what an edit does (the editor).
 */
import type { ReactNode } from "react";
import { editArrow, editPlace, nameOfPlace, remove } from "@outsidein/editor";
import { IconButton, Pill, Select, useT } from "@outsidein/kit";
import { useInventory } from "../../data/questions";
import { usePlace } from "../../session/place";
import { useTopic } from "../map/useLiveMap";
import { Proof } from "../actions/Proof";
import { Cards, MomentField, Remarks, Standing, type NetworkPanelProps } from "../network/ActorPanel";
import { Written } from "../network/Written";
import "./words";

const NONE = "none";

export function PlacePanel({ store, kind, map, reading, remarks, id }: NetworkPanelProps): ReactNode {
  const t = useT();
  const workspace = usePlace();
  const inventory = useInventory(workspace.id);
  const place = useTopic(store, `record:${id}`, () => store.get<"place">(id));
  const status = useTopic(store, "status", () => store.status);
  const stamp = useTopic(store, "any", () => store.ids("arrow").filter((one) => store.get<"arrow">(one)?.parent === id).map((one) => `${one} ${store.get<"arrow">(one)?.label ?? ""}`).join("\n"));
  if (place?.type !== "place") return null;
  const canEdit = status.canEdit && !status.locked;
  const own = store.ids("touchpoint").flatMap((one) => store.get<"touchpoint">(one) ?? []);
  const shelf = (inventory.data?.touchpoints ?? []).map((one) => one.record).filter((one) => !own.some((held) => held.id === one.id));
  const met = [...own, ...shelf];
  const ways = stamp === "" ? [] : stamp.split("\n").flatMap((line) => store.get<"arrow">(line.slice(0, line.indexOf(" "))) ?? []);
  return (
    <>
      <Pill>{t("places.place")}</Pill>
      <h2 dir="auto">{nameOfPlace(store, place) || t("places.unnamed")}</h2>
      <Standing reading={reading} id={id} />
      <div className="oi-relations">
        <Written label={t("places.name")} value={place.name ?? ""} canEdit={canEdit} onWrite={(name) => editPlace(store, id, { name })} />
        <Select
          label={t("places.touchpoint")}
          disabled={!canEdit}
          value={place.touchpoint ?? NONE}
          choices={[{ id: NONE, label: t("places.none") }, ...met.map((one) => ({ id: one.id, label: one.name }))]}
          onChange={(chosen) => editPlace(store, id, { touchpoint: chosen === NONE ? "" : chosen }, met.find((one) => one.id === chosen))}
        />
        <Written label={t("places.about")} value={place.about ?? ""} canEdit={canEdit} long onWrite={(about) => editPlace(store, id, { about })} />
        <MomentField {...{ store, kind, id, canEdit }} />
      </div>
      {kind.lanes.filter((lane) => lane.role === "cards").map((lane) => (
        <Cards key={lane.key} {...{ store, reading, lane, canEdit }} actor={id} />
      ))}
      <section aria-label={t("places.ways")}>
        <h3>{t("places.ways")}</h3>
        {ways.length === 0 && <p className="oi-faint">{t("places.ways.none")}</p>}
        {ways.map((way) => {
          const goal = store.get<"place">(way.to ?? "");
          const name = goal ? nameOfPlace(store, goal) : t("places.leaves");
          return (
            <div key={way.id} className="oi-relations__card">
              <Written label={t("places.way", { name })} value={way.label ?? ""} canEdit={canEdit} onWrite={(label) => editArrow(store, way.id, { label })} />
              {canEdit && <IconButton size="s" icon="trash" label={t("places.way.remove", { name })} onPress={() => remove(store, [way.id])} />}
            </div>
          );
        })}
      </section>
      <Proof found={{ step: id, touchpoints: place.touchpoint ? [{ id: place.touchpoint }] : [], findings: (reading?.findings ?? []).filter((one) => one.where === id || one.where === place.touchpoint) }} map={map} reading={reading} />
      <Remarks remarks={remarks} id={id} />
    </>
  );
}
