/** What customers and employees say of the same touchpoint, next to each other: neither is shown as the other's cause. */
import type { ReactNode } from "react";
import { Figure, useT } from "@outsidein/kit";
import type { Beside } from "@outsidein/schema";
import "./words";

interface Props {
  readonly beside: readonly Beside[];
  /** Names of touchpoints by id. */
  readonly names: Readonly<Record<string, string>>;
}

const SIDES = ["customers", "employees"] as const;

export function SideBySide({ beside, names }: Props): ReactNode {
  const t = useT();
  return (
    <section aria-label={t("beside.sides")}>
      <h3>{t("beside.sides")}</h3>
      {beside.map((one) => {
        const name = names[`touchpoint:${one.touchpoint}`] ?? one.touchpoint;
        return (
          <dl key={one.touchpoint} className="oi-inspector__sides" aria-label={name}>
            {SIDES.map((side) => (
              <div key={side}>
                <dt>
                  <b>{name}</b> {t(`beside.sides.${side}`)}
                </dt>
                <dd>
                  <Figure estimate={one[side]} title={`${t(`beside.sides.${side}`)}, ${name}`} size="s" showN scale />
                </dd>
              </div>
            ))}
          </dl>
        );
      })}
      <p className="oi-faint">{t("beside.sides.says")}</p>
    </section>
  );
}
