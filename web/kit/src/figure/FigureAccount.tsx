/** Where a number comes from, in words a person can check: what a Figure opens to. */
import type { Estimate } from "@outsidein/schema";
import type { ReactNode } from "react";
import { NARROW } from "../format/formats";
import { isCertain } from "../format/formats";
import { useFormat } from "../format/useFormat";
import { useT } from "../words/useT";
import "./figure.css";

export interface FigureAccountProps {
  readonly estimate: Estimate;
  readonly title: string;
  readonly signed?: boolean;
  readonly children?: ReactNode;
}

export function FigureAccount({ estimate, title, signed, children }: FigureAccountProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const text = format.estimate(estimate, { signed });
  const unit = text.unit ? `${NARROW}${text.unit}` : "";
  const cites = estimate.cites;
  const each = (pick: (cite: (typeof cites)[number]) => string): string => [...new Set(cites.map(pick).filter(Boolean))].join("; ");
  const certain = isCertain(estimate);
  // What n counts is said: people each count once, however often they answered.
  const counted = !text.n || !estimate.people ? text.n : estimate.people === estimate.n ? t("kit.people", { n: estimate.n }) : `${t("kit.answers", { n: estimate.n })} ${t("kit.from_people", { n: estimate.people })}`;
  const rows: readonly (readonly [string, string])[] = [
    [t("kit.account.value"), estimate.value === null ? t("kit.nothing_measured") : text.value + unit],
    [
      certain ? t("kit.account.sureness") : t("kit.account.interval"),
      certain
        ? t(estimate.method === "exact" ? "kit.counted" : estimate.method === "entered" ? "kit.entered" : "kit.nothing_measured")
        : t("kit.account.span", {
            span: text.interval + unit,
            level: format.percent(100 * estimate.level),
            method: estimate.method,
          }),
    ],
    [t("kit.account.n"), text.n && [counted, estimate.small ? t("kit.few") : ""].filter(Boolean).join(" – ")],
    [t("kit.account.formula"), each((cite) => cite.formula)],
    [t("kit.account.filter"), each((cite) => cite.filter)],
    [
      t("kit.account.period"),
      estimate.method === "entered" ? "" : estimate.period ? format.period(estimate.period) : t("kit.all_taken_in"),
    ],
    [t("kit.account.asked"), each((cite) => cite.asked && t("kit.quoted", { text: cite.asked }))],
    [t("kit.account.scale"), each((cite) => cite.scale)],
    [t("kit.account.sources"), each((cite) => cite.sources.join(", "))],
    [t("kit.account.notes"), estimate.notes.join("; ")],
  ];
  return (
    <div className="oi-account">
      <h3>{title}</h3>
      <dl>
        {rows
          .filter(([, said]) => said)
          .map(([word, said]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{said}</dd>
            </div>
          ))}
      </dl>
      {children}
    </div>
  );
}
