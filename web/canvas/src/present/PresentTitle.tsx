/** The first picture of a presentation: what the journey is, and what the evidence found. */
import type { Journey } from "@outsidein/schema";
import { useKnown } from "../facts/watch";
import { useSpeech } from "../words";
import "../ask/commandWords";

export function PresentTitle({ journey }: { readonly journey: Journey | undefined }) {
  const { t, format } = useSpeech();
  const { reading, names } = useKnown();
  return (
    <div className="oi-map-present-title">
      <p className="oi-map-present-kicker">{journey?.title}</p>
      <h1>{reading?.headline || journey?.title}</h1>
      {(journey?.starts || journey?.ends) && <p>{t("commands.present.from", { starts: journey?.starts ?? "", ends: journey?.ends ?? "" })}</p>}
      <ul>
        {(reading?.overall ?? []).map(([measure, estimate]) => {
          const text = format.estimate(estimate, { scale: true });
          return (
            <li key={measure}>
              <span>{names.get(measure)?.name ?? measure}</span>
              <b>
                {text.value} <small>{text.unit}</small>
              </b>
              <span>{t("canvas.curve.cell", { interval: text.interval, n: text.n })}</span>
            </li>
          );
        })}
      </ul>
      <p className="oi-faint">{t("commands.present.keys")}</p>
    </div>
  );
}
