/** How a journey stands: a shape and a word, and colour beside them. */
import type { ReactNode } from "react";
import { useT } from "@outsidein/kit";
import type { HealthName } from "../../data/states";

const SHAPES: Readonly<Record<HealthName, string>> = { good: "●", watch: "◐", poor: "▲", unknown: "○" };

export function Health({ health }: { readonly health: HealthName }): ReactNode {
  const t = useT();
  return (
    <span className={`oi-health oi-health--${health}`}>
      <span aria-hidden="true">{SHAPES[health]}</span> {t(`atlas.health.${health}`)}
    </span>
  );
}
