/**
 * How high a row will be, guessed from its words before it is drawn: what a large map scrolls by until it is measured.
 * What lives here: the guess. Not here: measuring (useShown).
 */
import type { MapLane } from "@outsidein/editor";
import type { MapStore } from "@outsidein/store";
import type { DrawnColumn, DrawnStage } from "./columns";
import type { DrawnRow } from "./rows";

const LETTER = 6.3;
const LINE = 17;
/** A long card shows its beginning. */
const MOST_LINES = 12;

export function heightOf(row: DrawnRow, columns: readonly DrawnColumn[], stages: readonly DrawnStage[], store: MapStore, width: number, zoom: number): number {
  const cards = (parent: string, lane: string, room: number) => {
    const letters = Math.max(6, Math.floor((room - 30) / (LETTER * zoom)));
    let high = 12;
    for (const id of store.cell(parent, lane)) {
      const lines = Math.min(MOST_LINES, Math.max(1, Math.ceil((store.get<"card">(id)?.text?.length ?? 0) / letters)));
      high += (lines * LINE + 20) * zoom;
    }
    return high;
  };
  const highest = (lane: MapLane) =>
    lane.level === "stage"
      ? Math.max(0, ...stages.map((stage) => cards(stage.id, lane.key, width * (stage.last - stage.first + 1))))
      : Math.max(0, ...columns.map((column) => cards(column.step, lane.key, width)));
  switch (row.is) {
    case "visibility":
      return 34 * zoom;
    case "curve":
      return 216 * zoom;
    case "role":
      return 150 * zoom;
    case "figures":
      return 64 * zoom;
    case "touchpoints":
      return Math.max(44, ...columns.map((column) => (14 + store.children(column.step, "encounter").length * 28) * zoom));
    case "quad":
      return Math.max(60, row.lanes.map(highest).reduce((sum, one) => sum + one * 0.6, 20 * zoom));
    case "cards":
      return Math.max(48 * zoom, highest(row.lane));
  }
}
