/** The lanes at the side: those above the line, the line, those beneath it. Not here: one title (grid/LaneHead). */
import type { MapLane } from "@outsidein/editor";
import { LaneHead } from "../grid/LaneHead";
import { useSession } from "../session/Session";
import { useCells, useGrid, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import { gapsOf } from "./gaps";

export function LaneTitles({ lanes }: { readonly lanes: readonly MapLane[] }) {
  const { t } = useSpeech();
  const { kind } = useSession();
  const above = lanes.filter((lane) => !lane.inside);
  const line = above.reduce((found, lane) => kind.lines.find((one) => one.after === lane.key)?.name ?? found, "") || kind.lines[0]?.name || t("towers.line");
  return (
    <div className="oi-towers-lanes" role="group" aria-label={t("canvas.lanes")}>
      <div className="oi-towers-titles is-above" role="table" aria-label={t("towers.above")}>
        {above.map((lane) => (
          <Title key={lane.key} lane={lane} />
        ))}
      </div>
      <div className="oi-towers-line-name">{line}</div>
      <div className="oi-towers-titles is-below" role="table" aria-label={t("towers.below")}>
        {lanes
          .filter((lane) => lane.inside)
          .map((lane) => (
            <Title key={lane.key} lane={lane} />
          ))}
        <Gaps lanes={lanes} />
      </div>
    </div>
  );
}

function Title({ lane }: { readonly lane: MapLane }) {
  return (
    <div role="row" className={`oi-towers-title is-${lane.tone === "plain" && lane.inside ? "org" : lane.tone} in-${lane.look}`}>
      <LaneHead lane={lane} />
    </div>
  );
}

/** How many towers have nothing beneath them: counted as the map's checks count. */
function Gaps({ lanes }: { readonly lanes: readonly MapLane[] }) {
  const { t } = useSpeech();
  const { store } = useSession();
  const { columns } = useGrid();
  const steps = columns.map((column) => column.step).filter((step) => step !== "");
  const gaps = useTopics(["type:card"], () => gapsOf(store, steps, lanes).length);
  useCells(steps, lanes[0]?.key ?? "");
  if (gaps === 0) return null;
  return (
    <div role="row" className="oi-towers-gaps">
      <span role="cell">{t("towers.gaps", { gaps, n: steps.length })}</span>
    </div>
  );
}
