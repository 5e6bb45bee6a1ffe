/** Two small buttons in a cell of the curve: draw a level, aim at one, where there is none yet. */
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import { setLevel, type LevelKind } from "./levels";
import type { Scale } from "./scale";
import type { CurveColumn } from "./useCurve";

interface Props {
  readonly column: CurveColumn;
  readonly lane: string;
  readonly scale: Scale;
}

export function AddLevel({ column, lane }: Props) {
  const { t } = useSpeech();
  const { store } = useSession();
  const start = column.level?.value ?? column.drawn ?? column.target ?? 5.5;
  const add = (kind: LevelKind) => setLevel(store, column, kind, lane, Math.round(start * 2) / 2);
  return (
    <span className="oi-map-add-levels">
      {column.drawn === null && (
        <button type="button" className="oi-map-add-level is-drawn" tabIndex={-1} title={t("canvas.curve.draw")} aria-label={t("canvas.curve.draw")} onClick={() => add("drawn")}>
          ×
        </button>
      )}
      {column.target === null && (
        <button type="button" className="oi-map-add-level is-target" tabIndex={-1} title={t("canvas.curve.aim")} aria-label={t("canvas.curve.aim")} onClick={() => add("target")}>
          –
        </button>
      )}
    </span>
  );
}
