/** What the cells of a rating stand for: each text with its count, and a number, not applicable or no answer for it. */
import type { ReactNode } from "react";
import { Select, useFormat, useT } from "@outsidein/kit";
import type { Line, LineChoice } from "../../data/evidence";

interface ValuesProps {
  readonly line: Line;
  readonly choose: (values: LineChoice["values"]) => void;
}

export function Values({ line, choose }: ValuesProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const steps = stepsOf(line);
  return (
    <fieldset className="oi-values">
      <legend>{t("evidence.values")}</legend>
      {line.values.map(({ text, n, stands_for }) => (
        <div key={text} className="oi-values__row">
          <span className="oi-values__text" title={text}>
            {text}
          </span>
          <span className="oi-faint">{t("evidence.value.times", { n: format.number(n) })}</span>
          <Select
            label={t("evidence.value.of", { text })}
            labelHidden
            choices={[
              ...[...new Set([...steps, ...(isNumber(stands_for) ? [stands_for] : [])])].map((step) => ({ id: step, label: step })),
              { id: "not applicable", label: t("evidence.value.na") },
              { id: "blank", label: t("evidence.value.blank") },
              ...(stands_for ? [] : [{ id: "?", label: t("evidence.value.unread"), disabled: true }]),
            ]}
            value={stands_for || "?"}
            onChange={(stands) => choose([{ text, stands_for: stands === text ? "" : stands }])}
          />
        </div>
      ))}
    </fieldset>
  );
}

const isNumber = (text: string): boolean => text !== "" && Number.isFinite(Number(text));

/** The steps of a line's scale, as texts; none where there are too many to choose from. */
export function stepsOf(line: Line): readonly string[] {
  const [low = 0, high = 1] = line.scale ?? [];
  const count = high - low;
  return Number.isInteger(count) && count <= 20 ? Array.from({ length: count + 1 }, (_, step) => `${low + step}`) : [];
}
