/** How large the map is drawn. Not here: sizes (grid/useSizes). */
import { IconButton } from "@outsidein/kit";
import { useSpeech } from "../words";

const STEPS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;

interface Props {
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

export function Zoom({ zoom, onZoom }: Props) {
  const { t, format } = useSpeech();
  const smaller = STEPS.findLast((one) => one < zoom - 0.01);
  const larger = STEPS.find((one) => one > zoom + 0.01);
  return (
    <span className="oi-map-zoom">
      <IconButton icon="zoom-out" label={t("canvas.zoom.out")} disabled={smaller === undefined} onPress={() => smaller !== undefined && onZoom(smaller)} />
      <span className="oi-map-zoom-of" role="status" aria-label={t("canvas.zoom")}>
        {format.percent(Math.round(zoom * 100))}
      </span>
      <IconButton icon="zoom-in" label={t("canvas.zoom.in")} disabled={larger === undefined} onPress={() => larger !== undefined && onZoom(larger)} />
    </span>
  );
}
