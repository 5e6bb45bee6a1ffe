/**
 * The places in words: everything that can be done on the picture can be done here by keyboard. What lives here: the list.
 * Not here: what an edit does (the editor), cards (list/ListLane; the inspector writes them).
 */
import { addPlace, connect, editPlace, nameOfPlace, putPlaces, remove } from "@outsidein/editor";
import { Button, IconButton } from "@outsidein/kit";
import type { PlanPlace } from "@outsidein/schema";
import { EvidenceSign } from "../card/EvidenceSign";
import { StandingMark } from "../card/StandingMark";
import { useSigns } from "../facts/watch";
import { ListLane } from "../list/ListLane";
import { Choose, Said } from "../network/cells";
import { useSession } from "../session/Session";
import { showRow, useFollow } from "../session/useFollow";
import { useCanEdit, useLanes, useMark } from "../session/watch";
import { useSpeech } from "../words";
import { usePlan, type Plan } from "./usePlan";
import "../list/list.css";
import "../network/network.css";
import "./plan.css";

const NONE = "none";

export function PlacesList() {
  const { t } = useSpeech();
  const { store } = useSession();
  const canEdit = useCanEdit();
  const plan = usePlan();
  useFollow(showRow);
  const title = store.get<"journey">(store.journey)?.title ?? "";
  return (
    <div className="oi-plan-list" role="region" tabIndex={0} aria-label={t("spatial.list", { title })}>
      <header>
        <h2>{t("spatial.places")}</h2>
        {canEdit && (
          <Button size="s" icon="plus" onPress={() => addPlace(store, { name: t("spatial.new"), spot: { x: 0.5, y: 0.5 } })}>
            {t("spatial.add")}
          </Button>
        )}
      </header>
      <ol>
        {plan.places.map((place, at) => (
          <Place key={place.id} place={place} number={at + 1} name={plan.names[at] || t("canvas.unnamed")} plan={plan} />
        ))}
      </ol>
    </div>
  );
}

interface Props {
  readonly place: PlanPlace;
  readonly number: number;
  readonly name: string;
  readonly plan: Plan;
}

function Place({ place, number, name, plan }: Props) {
  const { t, format } = useSpeech();
  const { store, open, editor, touchpoints } = useSession();
  const canEdit = useCanEdit();
  const lanes = useLanes();
  const mark = useMark(place.id);
  const signs = useSigns(place.id);
  const own = store.ids("touchpoint").flatMap((id) => store.get<"touchpoint">(id) ?? []);
  const met = [...own, ...touchpoints.filter((one) => !own.some(({ id }) => id === one.id))];
  const choices = [{ id: NONE, label: t("spatial.touchpoint.none") }, ...met.map((one) => ({ id: one.id, label: one.name }))];
  const ways = plan.ways.filter((one) => one.parent === place.id);
  const part = (axis: "x" | "y", said: string): void => {
    const value = Number(said.replace(",", "."));
    if (Number.isFinite(value)) putPlaces(store, new Map([[place.id, { x: place.x, y: place.y, [axis]: value / 100 }]]));
  };
  return (
    <li className={mark} data-row={place.id}>
      <div className="oi-plan-row">
        <span className="oi-plan-no" aria-hidden="true">
          {format.number(number)}
        </span>
        <h3 className="oi-unseen">{t("spatial.place", { number, name })}</h3>
        <span className="oi-plan-signs">
          <StandingMark id={place.id} />
          <EvidenceSign signs={signs} />
        </span>
        <span className="oi-plan-called">
          <Said label={t("spatial.name")} value={place.name ?? ""} canEdit={canEdit} onSay={(text) => editPlace(store, place.id, { name: text })} />
        </span>
        <span className="oi-plan-met">
          <Choose
            label={t("spatial.touchpoint.of", { name })}
            value={place.touchpoint ?? NONE}
            choices={choices}
            canEdit={canEdit}
            onChoose={(id) => editPlace(store, place.id, { touchpoint: id === NONE ? "" : id }, met.find((one) => one.id === id))}
          />
        </span>
        <span className="oi-plan-across">
          <Said label={t("spatial.across.of", { name })} value={`${Math.round(place.x * 100)}`} canEdit={canEdit} onSay={(said) => part("x", said)} />
        </span>
        <span className="oi-plan-down">
          <Said label={t("spatial.down.of", { name })} value={`${Math.round(place.y * 100)}`} canEdit={canEdit} onSay={(said) => part("y", said)} />
        </span>
        <span className="oi-plan-acts">
          <IconButton size="s" icon="info" label={t("spatial.open", { name })} onPress={() => open({ what: "place", id: place.id })} />
          {canEdit && <IconButton size="s" icon="trash" label={t("spatial.remove", { name })} onPress={() => editor.remove([place.id])} />}
        </span>
      </div>
      {place.about && <p className="oi-soft">{place.about}</p>}
      <div className="oi-map-list-lanes">
        {lanes
          .filter((lane) => lane.role === "cards")
          .map((lane) => (
            <ListLane key={lane.key} parent={place.id} lane={lane} level={4} />
          ))}
      </div>
      {(ways.length > 0 || canEdit) && (
        <ul className="oi-plan-from" aria-label={t("spatial.ways")}>
          {ways.map((way) => {
            const goal = way.to ? store.get<"place">(way.to) : undefined;
            const to = goal ? nameOfPlace(store, goal) : "";
            return (
              <li key={way.id}>
                → {[to ? t("spatial.ways.to", { name: to }) : t("spatial.leaves"), way.label].filter(Boolean).join(": ")}
                {canEdit && <IconButton size="s" icon="close" label={t("spatial.ways.remove", { name: to || (way.label ?? "") })} onPress={() => remove(store, [way.id])} />}
              </li>
            );
          })}
          {canEdit && plan.places.length > 1 && (
            <li>
              <Choose
                label={t("spatial.ways.add", { name })}
                value={NONE}
                choices={[{ id: NONE, label: t("spatial.ways.choose") }, ...plan.places.flatMap((one, at) => (one.id === place.id ? [] : [{ id: one.id, label: plan.names[at] ?? one.id }]))]}
                canEdit
                onChoose={(to) => to !== NONE && connect(store, place.id, to)}
              />
            </li>
          )}
        </ul>
      )}
    </li>
  );
}
