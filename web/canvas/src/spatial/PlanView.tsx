/** A floor plan, as a picture or as a list of its places. What lives here: the choice between the two. */
import type { StructureViewProps } from "../structures";
import { PlacesList } from "./PlacesList";
import { PlanCanvas } from "./PlanCanvas";
import "./words";

export function PlanView({ asList }: StructureViewProps) {
  return asList ? <PlacesList /> : <PlanCanvas />;
}
