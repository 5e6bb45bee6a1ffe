/** The corner above the lanes: the overall numbers of the journey. Not here: numbers by step. */
import { useKnown } from "../facts/watch";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

export function Corner() {
  const { t, format } = useSpeech();
  const { open } = useSession();
  const { reading, names } = useKnown();
  return (
    <div className="oi-map-corner oi-map-corner-stages" role="columnheader" aria-colindex={1}>
      <span className="oi-unseen">{t("canvas.overall")}</span>
      {(reading?.overall ?? []).slice(0, 2).map(([measure, estimate]) => {
        if (estimate.value === null) return null;
        const text = format.estimate(estimate);
        const name = names.get(measure);
        return (
          <button
            key={measure}
            type="button"
            className="oi-map-overall"
            title={t("canvas.figure.title", { name: name?.name ?? measure, value: `${text.value}${text.unit}`, interval: text.interval, n: text.n })}
            onClick={() => open({ what: "measure", measure, step: "", touchpoint: "" })}
          >
            <span className="oi-map-overall-of">{name?.label ?? measure}</span>
            <b>{text.value}</b>
            <span className="oi-map-overall-span">
              {text.interval}
              <span className="oi-unseen"> {t("canvas.n", { n: text.n })}</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}
