/**
 * Which commands a kind of map has a use for: a map without touchpoints meets none. What lives here: that question. Not
 * here: whether a command does something at this place, just now (acts).
 */
import type { Kind, RecordType } from "@outsidein/schema";
import type { CommandId, MapLane } from "./contract";
import { isCurve } from "./lanes";

/** What a command makes, or stands on. */
const NEEDS: Partial<Record<CommandId, RecordType>> = {
  "card.add": "card",
  "step.add": "step",
  "stage.add": "stage",
  "finer.open": "step",
  "touchpoint.meet": "encounter",
  "moment.mark": "moment",
  "moment.unmark": "moment",
  "persona.pick": "persona",
  "lane.add": "lane",
};

/** What a map can hold: its kind, and the lanes that stand on it. */
export interface Holding {
  readonly kind: Kind;
  readonly lanes: readonly MapLane[];
}

/** Whether the map can hold what the command is about. */
export function offers({ kind, lanes }: Holding, command: CommandId): boolean {
  const needed = NEEDS[command];
  if (needed && !kind.records.includes(needed)) return false;
  if (command === "arrow.draw") return kind.ties.length > 0;
  if (command === "level.up" || command === "level.down") return lanes.some(isCurve);
  return true;
}
