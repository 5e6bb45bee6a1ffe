/** The boxes of one lane in one tower. What lives here: the place. Not here: what stands in it (grid/CellContent). */
import type { MapLane } from "@outsidein/editor";
import { Icon } from "@outsidein/kit";
import { memo } from "react";
import { CellContent } from "../grid/CellContent";
import { iconOf } from "../grid/icons";
import { useCell } from "../session/together";

interface Props {
  readonly parent: string;
  /** Parents of cards that stand here too, blank between: those of the other level of the spine. */
  readonly guests: string;
  readonly lane: MapLane;
  /** Say the name of the lane, where no title at the side does. */
  readonly title?: boolean;
}

export const Boxes = memo(function Boxes({ parent, guests, lane, title = false }: Props) {
  const cell = useCell(parent, guests, lane.key);
  const tone = lane.tone === "plain" && lane.inside ? "org" : lane.tone;
  return (
    <div
      className={`oi-map-cell oi-towers-boxes is-${tone} in-${lane.look} ${cell.mark}${cell.ids.length === 0 ? " is-empty" : ""}`}
      role="group"
      aria-label={lane.title}
      tabIndex={cell.mark.includes("focused") ? 0 : -1}
      data-at={`${parent}|${lane.key}|`}
      data-parent={parent}
      data-lane={lane.key}
    >
      {(title || cell.ids.length > 0) && (
        <span className="oi-towers-sign" title={lane.title}>
          <Icon name={iconOf(lane.icon)} size={12} />
          {title && lane.title}
        </span>
      )}
      <CellContent cell={cell} parent={parent} lane={lane} />
    </div>
  );
});
