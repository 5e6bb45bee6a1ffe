/** The cards of a lane at a step or stage, as a list under its name; nothing where there are none. */
import type { MapLane } from "@outsidein/editor";
import { useCells } from "../session/watch";
import { ListCard } from "./ListCard";

interface Props {
  readonly parent: string;
  readonly lane: MapLane;
  readonly level: 2 | 4 | 5;
}

export function ListLane({ parent, lane, level }: Props) {
  const cards = useCells([parent], lane.key);
  const Heading = `h${level}` as const;
  if (cards.length === 0) return null;
  return (
    <div className={`oi-map-list-lane is-${lane.tone === "plain" && lane.inside ? "org" : lane.tone}`}>
      <Heading>{lane.title}</Heading>
      <ul>
        {cards.map((id) => (
          <ListCard key={id} id={id} quote={lane.look === "quote"} />
        ))}
      </ul>
    </div>
  );
}
