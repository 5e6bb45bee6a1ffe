/** The curve as a table: every number that it draws, with interval and n. Not here: the drawing. */
import { Dialog } from "@outsidein/kit";
import { useSpeech } from "../words";
import { CurveNumbers } from "./CurveNumbers";
import type { Curve } from "./useCurve";

interface Props {
  readonly curve: Curve;
  readonly onClose: () => void;
}

export function CurveTable({ curve, onClose }: Props) {
  const { t } = useSpeech();
  return (
    <Dialog open size="l" title={t("canvas.curve.table.title")} lead={t("canvas.curve.table.lead")} onClose={onClose}>
      <CurveNumbers curve={curve} />
    </Dialog>
  );
}
