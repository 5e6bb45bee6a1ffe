/** One actor for a room full of people: what they are to the others, what they give and get, their cards. */
import type { Actor, Flow } from "@outsidein/schema";
import { Icon } from "@outsidein/kit";
import { ringEdges } from "@outsidein/editor";
import { CommentBadge } from "../card/CommentBadge";
import { useComments, useMarks } from "../facts/watch";
import { ListLane } from "../list/ListLane";
import { ACTOR_ICON, FLOW_ICON, useTerms } from "../network/terms";
import { ASPECT, useNetwork, type Network } from "../network/useNetwork";
import { useSession } from "../session/Session";
import { useLanes, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import "../network/words";
import "../list/list.css";
import "./others.css";

export function PresentActor({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const terms = useTerms();
  const lanes = useLanes();
  const network = useNetwork();
  const actor = useRecord<"actor">(id);
  const comments = useComments(id);
  const marks = useMarks(id);
  if (!actor) return null;
  return (
    <>
      <header className="oi-map-present-head">
        <p className="oi-map-present-kicker">
          <Icon name={ACTOR_ICON[actor.kind ?? "organisation"]} /> {[terms.actor(actor.kind), terms.ring(actor.ring ?? 1)].join(" · ")}
        </p>
        <h1>
          {actor.name || t("canvas.unnamed")} {comments > 0 && <CommentBadge id={id} comments={comments} marks={marks} />}
        </h1>
        {actor.about && <p className="oi-map-present-about">{actor.about}</p>}
      </header>
      <div className="oi-map-present-body">
        <div className="oi-map-present-lanes">
          <Flows title={t("network.gives")} flows={network.flows.filter((one) => one.parent === id)} end="to" />
          <Flows title={t("network.gets")} flows={network.flows.filter((one) => one.to === id)} end="parent" />
          {lanes.map((lane) => (
            <ListLane key={lane.key} parent={id} lane={lane} level={2} />
          ))}
        </div>
        <Around actor={actor} network={network} />
      </div>
    </>
  );
}

function Flows({ title, flows, end }: { readonly title: string; readonly flows: readonly Flow[]; readonly end: "to" | "parent" }) {
  const { store } = useSession();
  const terms = useTerms();
  if (flows.length === 0) return null;
  return (
    <div className="oi-map-list-lane">
      <h2>{title}</h2>
      <ul className="oi-map-present-flows">
        {flows.map((one) => (
          <li key={one.id}>
            <Icon name={FLOW_ICON[one.kind ?? "service"]} /> {one.label && <span className="oi-unseen">{terms.flow(one.kind)}: </span>}
            <b>{one.label || terms.flow(one.kind)}</b> <span className="oi-soft">{store.get<"actor">(one[end])?.name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where the actor stands in the whole; silent, since its flows are said in words. */
function Around({ actor, network }: { readonly actor: Actor; readonly network: Network }) {
  const { spots, flows, rings } = network;
  const own = (one: Flow): boolean => one.parent === actor.id || one.to === actor.id;
  const near = new Set(flows.filter(own).flatMap((one) => [one.parent, one.to]));
  const at = (id: string): { readonly x: number; readonly y: number } => {
    const { x, y } = spots.get(id) ?? { x: 0, y: 0 };
    return { x: x * ASPECT, y };
  };
  return (
    <svg className="oi-map-present-around" viewBox={`${-ASPECT - 0.08} -1.08 ${2 * ASPECT + 0.16} 2.16`} aria-hidden="true">
      {ringEdges(rings).map((edge) => (
        <ellipse key={edge} className="is-ring" rx={edge * ASPECT} ry={edge} />
      ))}
      {[...flows].sort((one, other) => Number(own(one)) - Number(own(other))).map((one) => {
        const [from, to] = [at(one.parent), at(one.to)];
        return <line key={one.id} className={own(one) ? "is-own" : ""} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
      })}
      {network.actors.map(({ id }) => (
        <circle key={id} className={id === actor.id ? "is-here" : near.has(id) ? "is-near" : ""} cx={at(id).x} cy={at(id).y} r={id === actor.id ? 0.07 : 0.04} />
      ))}
    </svg>
  );
}
