/** The comments that stand for a theme or a proposal, as they were written. */
import type { ReactNode } from "react";
import { useT } from "@outsidein/kit";
import type { Told } from "../../data/told";

export function Quotes({ ids, told }: { readonly ids: readonly string[]; readonly told: Told }): ReactNode {
  const t = useT();
  const found = ids.flatMap((id) => told.quotes[id] ?? []);
  if (!found.length) return null;
  return (
    <ul className="oi-themes__quotes" aria-label={t("themes.quotes")}>
      {found.map((one) => (
        <li key={one.text}>
          <blockquote dir="auto">{one.text}</blockquote>
        </li>
      ))}
    </ul>
  );
}
