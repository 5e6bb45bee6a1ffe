/**
 * A map of spaces and towers, as a picture or as a list; one whose kind asks for more than boxes (a curve, touchpoints)
 * is drawn as the grid that it is, too. What lives here: the choice. Not here: any of the three.
 */
import { ChronologicalMap } from "../grid/ChronologicalMap";
import { ListView } from "../list/ListView";
import { useLanes } from "../session/watch";
import type { StructureViewProps } from "../structures";
import { TowersMap } from "./TowersMap";
import "./words";

export function TowersView({ asList, zoom, showEmpty }: StructureViewProps) {
  const lanes = useLanes();
  if (asList) return <ListView />;
  if (lanes.some((lane) => lane.role !== "cards")) return <ChronologicalMap zoom={zoom} showEmpty={showEmpty} />;
  return <TowersMap zoom={zoom} />;
}
