/** One place of a floor plan for a room full of people: what is met there, its cards, the ways on, and the plan with it. */
import type { Arrow } from "@outsidein/schema";
import { nameOfPlace } from "@outsidein/editor";
import { EvidenceSign } from "../card/EvidenceSign";
import { useSigns } from "../facts/watch";
import { ListLane } from "../list/ListLane";
import { useSession } from "../session/Session";
import { useLanes, useRecord } from "../session/watch";
import { usePlan, type Plan } from "../spatial/usePlan";
import { useSpeech } from "../words";
import "../spatial/words";
import "../list/list.css";
import "./others.css";

export function PresentPlace({ id }: { readonly id: string }) {
  const { t, format } = useSpeech();
  const { store } = useSession();
  const lanes = useLanes();
  const plan = usePlan();
  const place = useRecord<"place">(id);
  const signs = useSigns(id);
  if (!place) return null;
  const touchpoint = place.touchpoint ? store.get<"touchpoint">(place.touchpoint) : undefined;
  const name = nameOfPlace(store, place) || t("canvas.unnamed");
  return (
    <>
      <header className="oi-map-present-head">
        <p className="oi-map-present-kicker">
          {[format.number(plan.places.findIndex((one) => one.id === id) + 1), touchpoint && touchpoint.name !== name ? touchpoint.name : ""].filter(Boolean).join(" · ")}
        </p>
        <h1>
          {name} <EvidenceSign signs={signs} />
        </h1>
        {place.about && <p className="oi-map-present-about">{place.about}</p>}
      </header>
      <div className="oi-map-present-body">
        <div className="oi-map-present-lanes">
          {lanes
            .filter((lane) => lane.role === "cards")
            .map((lane) => (
              <ListLane key={lane.key} parent={id} lane={lane} level={2} />
            ))}
          <Onward ways={plan.ways.filter((one) => one.parent === id)} />
        </div>
        {plan.picture && <Around here={id} plan={plan} />}
      </div>
    </>
  );
}

function Onward({ ways }: { readonly ways: readonly Arrow[] }) {
  const { t } = useSpeech();
  const { store } = useSession();
  if (ways.length === 0) return null;
  return (
    <div className="oi-map-list-lane">
      <h2>{t("spatial.ways")}</h2>
      <ul>
        {ways.map((one) => {
          const goal = one.to ? store.get<"place">(one.to) : undefined;
          return <li key={one.id}>→ {[goal ? t("spatial.ways.to", { name: nameOfPlace(store, goal) }) : t("spatial.leaves"), one.label].filter(Boolean).join(": ")}</li>;
        })}
      </ul>
    </div>
  );
}

/** The plan with the place in it; silent, since all of it is said in words. */
function Around({ here, plan }: { readonly here: string; readonly plan: Plan }) {
  const { format } = useSpeech();
  const { picture } = useSession();
  const at = new Map(plan.places.map((one) => [one.id, one]));
  return (
    <div className="oi-map-present-plan" aria-hidden="true">
      <img src={picture(plan.picture)} alt="" />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none">
        {plan.ways.map((one) => {
          const [from, to] = [at.get(one.parent), at.get(one.to ?? "")];
          return from && to ? <line key={one.id} className={from.id === here ? "is-own" : ""} x1={from.x} y1={from.y} x2={to.x} y2={to.y} /> : null;
        })}
      </svg>
      {plan.places.map((one, index) => (
        <span key={one.id} className={one.id === here ? "is-here" : ""} style={{ left: `${one.x * 100}%`, top: `${one.y * 100}%` }}>
          {format.number(index + 1)}
        </span>
      ))}
    </div>
  );
}
