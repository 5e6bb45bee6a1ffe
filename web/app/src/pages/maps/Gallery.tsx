/** The gallery of templates: what each is about, and the chosen one at a glance. */
import { Pill, RadioGroup, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { lineOf, type Template } from "./templates";

const SIZE = { width: 300, height: 54 };

export interface GalleryProps {
  readonly templates: readonly Template[];
  readonly chosen: Template | undefined;
  readonly onChoose: (id: string) => void;
}

export function Gallery({ templates, chosen, onChoose }: GalleryProps): ReactNode {
  const t = useT();
  return (
    <>
      <RadioGroup
        label={t("maps.template")}
        look="cards"
        value={chosen?.id ?? ""}
        onChange={onChoose}
        className="oi-gallery"
        choices={templates.map((one) => ({ id: one.id, label: one.title, hint: one.subtitle }))}
      />
      {chosen ? (
        <section className="oi-gallery__glance" aria-live="polite" lang={chosen.language}>
          <svg viewBox={`0 -4 ${SIZE.width} ${SIZE.height + 8}`} preserveAspectRatio="none" role="img" aria-label={t("maps.template.curve")}>
            <polyline points={lineOf(chosen.levels, SIZE)} />
          </svg>
          <div className="oi-new-map__stages">
            {chosen.stages.map((stage) => (
              <Pill key={stage} tone="accent">
                {stage}
              </Pill>
            ))}
          </div>
          <p>{t("maps.template.shows", { steps: chosen.steps, cards: chosen.cards, who: chosen.personas.join(", ") })}</p>
        </section>
      ) : null}
    </>
  );
}
