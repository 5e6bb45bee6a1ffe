/**
 * A number as it is shown everywhere: the value strong, its interval and n quiet, dashed where there is too little to
 * lean on. Pressed, it opens to its formula, filter, period, n, method and sources.
 */
import type { Estimate } from "@outsidein/schema";
import type { ReactNode } from "react";
import { Suspense } from "react";
import { later } from "../page/later";
import { useFormat } from "../format/useFormat";
import { Popover } from "../overlay/Popover";
import { useT } from "../words/useT";
import "./figure.css";

const FigureAccount = later(async () => (await import("./FigureAccount")).FigureAccount);

export interface FigureProps {
  readonly estimate: Estimate;
  /** What is measured, in words: the title of what it opens to. */
  readonly title: string;
  readonly size?: "s" | "m" | "l";
  readonly tone?: "plain" | "accent" | "good" | "bad" | "warn";
  /** Write a plus too: for differences. */
  readonly signed?: boolean;
  /** Add “of 7” to a level on a scale. */
  readonly scale?: boolean;
  /** Decimals that a column shares; see `alike`. */
  readonly decimals?: number;
  /** The interval below instead of behind: for columns of a table. */
  readonly stacked?: boolean;
  readonly showInterval?: boolean;
  readonly showN?: boolean;
  /** False: only shown, as inside of something that is itself pressed. */
  readonly opens?: boolean;
  /** More below the account: a button to the rows, which may close what it stands in. */
  readonly more?: ReactNode | ((close: () => void) => ReactNode);
}

export function Figure(props: FigureProps): ReactNode {
  const { estimate, title, size = "m", tone = "plain", stacked, opens = true, more } = props;
  const t = useT();
  const names = [
    "oi-figure",
    `oi-figure--${size}`,
    `oi-figure--${tone}`,
    stacked && "oi-figure--stacked",
    estimate.small && "oi-figure--few",
  ];
  const className = names.filter(Boolean).join(" ");
  if (!opens) {
    return (
      <span className={className}>
        <FigureText {...props} />
      </span>
    );
  }
  return (
    <Popover
      label={t("kit.account_of", { title })}
      trigger={({ onPress, ...popover }) => (
        <button type="button" {...popover} onClick={onPress} className={`${className} oi-figure--opens`}>
          <span className="oi-unseen">{title} </span>
          <FigureText {...props} />
        </button>
      )}
    >
      {(close) => (
        <Suspense>
          <FigureAccount estimate={estimate} title={title} signed={props.signed}>
            {typeof more === "function" ? more(close) : more}
          </FigureAccount>
        </Suspense>
      )}
    </Popover>
  );
}

function FigureText({ estimate, signed, scale, decimals, showInterval = true, showN = false }: FigureProps): ReactNode {
  const format = useFormat();
  const t = useT();
  const text = format.estimate(estimate, { signed, scale, decimals });
  return (
    <>
      <span className="oi-figure__value">
        {text.value}
        {text.unit ? <span className="oi-figure__unit">{text.unit}</span> : null}
      </span>
      {showInterval && text.interval ? <span className="oi-figure__quiet">{text.interval}</span> : null}
      {showN && text.n ? <span className="oi-figure__quiet">{t("kit.n", { n: text.n })}</span> : null}
      {estimate.small ? <span className="oi-unseen"> {t("kit.few")}</span> : null}
    </>
  );
}
