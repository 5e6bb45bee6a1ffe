/** A step of the list: its level, its touchpoints, its lanes. Not here: a lane (ListLane). */
import type { MapLane } from "@outsidein/editor";
import { alike } from "@outsidein/kit";
import { EvidenceSign } from "../card/EvidenceSign";
import { usePointWords } from "../curve/usePointWords";
import type { Curve, CurveColumn } from "../curve/useCurve";
import { useSigns } from "../facts/watch";
import { useSession } from "../session/Session";
import { useChildren, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { ListEncounter } from "./ListEncounter";
import { ListLane } from "./ListLane";
import { ListWays } from "./ListWays";
import "../ask/commandWords";

interface Props {
  readonly id: string;
  readonly number: number;
  readonly lanes: readonly MapLane[];
  readonly curve: Curve;
  readonly column: CurveColumn | undefined;
}

export function ListStep({ id, number, lanes, curve, column }: Props) {
  const { t, format } = useSpeech();
  const step = useRecord<"step">(id);
  const signs = useSigns(id);
  const encounters = useChildren(id, "encounter");
  return (
    <article className="oi-map-list-step">
      <h4>
        <span className="oi-map-step-no">{format.number(number)}</span> {step?.name || t("canvas.unnamed")} <EvidenceSign signs={signs} />
      </h4>
      {step?.about && <p className="oi-soft">{step.about}</p>}
      {column && <Level column={column} curve={curve} />}
      {encounters.length > 0 && (
        <div className="oi-map-list-lane">
          <h5>{lanes.find((lane) => lane.role === "touchpoints")?.title}</h5>
          <ul className="oi-map-list-pills">
            {encounters.map((one) => (
              <ListEncounter key={one} id={one} />
            ))}
          </ul>
        </div>
      )}
      {lanes
        .filter((lane) => lane.role === "cards" || lane.role === "quad")
        .map((lane) => (
          <ListLane key={lane.key} parent={id} lane={lane} level={5} />
        ))}
      <ListWays from={id} />
      {signs.moments.map((moment) => (
        <p key={moment.reason} className="oi-map-list-moment">
          <b>{t("canvas.moment")}</b> {moment.reason}
        </p>
      ))}
    </article>
  );
}

function Level({ column, curve }: { readonly column: CurveColumn; readonly curve: Curve }) {
  const { t } = useSpeech();
  const { open } = useSession();
  const words = usePointWords(column, curve, alike(curve.columns.map((one) => one.level)));
  if (words.lines.length === 0) return column.gap ? <p className="oi-faint">{column.gap}</p> : null;
  return (
    <button type="button" className="oi-map-list-level" onClick={() => open({ what: "point", step: column.step, series: "" })}>
      {words.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      <span className="oi-unseen">{t("commands.open")}</span>
    </button>
  );
}
