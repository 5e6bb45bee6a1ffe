/** A role at a step over all accounts: its level, and in how many accounts it suffers. */
import type { ReactNode } from "react";
import { Figure, NARROW, useFormat, useT } from "@outsidein/kit";
import type { RoleAtStep } from "../../data/accounts";
import "./words";

interface Props {
  readonly place: RoleAtStep | undefined;
  /** Which role at which step, in words. */
  readonly title: string;
}

export function Suffering({ place, title }: Props): ReactNode {
  const t = useT();
  const format = useFormat();
  if (!place) return "–";
  if (place.level.value === null) return <span className="oi-faint">{t("accounts.few")}</span>;
  const { suffering } = place;
  const share = format.estimate(suffering, { decimals: 0 });
  return (
    <span className="oi-accounts__place">
      <Figure estimate={place.level} title={title} size="s" tone={place.surely ? "bad" : "plain"} decimals={1} stacked />
      <small>
        {suffering.value === null ? t("accounts.suffers.few") : t("accounts.suffers", { share: format.number(Math.round((suffering.value * suffering.n) / 100)), n: suffering.n, interval: `${share.interval}${NARROW}%` })}
        {place.surely ? ` · ${t("accounts.surely", { n: place.surely })}` : ""}
      </small>
    </span>
  );
}
