/**
 * What one side does more often than the other: sorted, each with its interval on one scale around nothing. Sure ones in
 * colour. Not here: how they are found (measures.journeys.comparing).
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Figure, Table, Tag, useFormat, useT, type Column, type Formats } from "@outsidein/kit";
import type { Estimate } from "@outsidein/schema";
import type { Contrast } from "../../data/journeys";
import { sorted, sure } from "./differences";
import { againstWord } from "./Narrow";
import { Change, Share } from "./Share";
import type { Shown } from "./shown";
import { lasting } from "./told";

const FEW = 8;

export interface DifferencesProps {
  readonly title: string;
  readonly shown: Shown;
  readonly rows: readonly Contrast[];
  readonly word: (key: readonly string[]) => string;
  /** Keep the order they came in: steps of a funnel. */
  readonly asGiven?: boolean;
  readonly measured?: Measured;
  /** How many were looked at together, where that is more than these. */
  readonly looks?: number;
}

/** What is compared: shares of journeys, medians of a time in seconds, or means. */
export type Measured = "share" | "time" | "mean";

export function Differences({ title, shown, rows, word, asGiven, measured = "share", looks }: DifferencesProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const found = asGiven ? rows : sorted(rows);
  const most = Math.max(measured === "share" ? 0.01 : 1e-9, ...rows.map((one) => Math.max(Math.abs(one.change.low ?? 0), Math.abs(one.change.high ?? 0))));
  const other = againstWord(shown, t, format);
  const columns: readonly Column<Contrast>[] = [
    { id: "what", title, cell: (one) => <strong>{word(one.key)}</strong> },
    { id: "this", title: t("paths.compare.this"), numeric: true, width: 120, cell: (one) => <Side value={one.this} measured={measured} title={t("paths.compare.this")} /> },
    { id: "against", title: other, numeric: true, width: 120, cell: (one) => <Side value={one.against} measured={measured} title={other} /> },
    { id: "bar", title: t("paths.compare.change"), width: 220, cell: (one) => <ChangeBar one={one} most={most} /> },
    { id: "change", title: t(measured === "share" ? "paths.compare.points" : "paths.compare.apart"), numeric: true, width: 130, cell: (one) => <Side value={one.change} measured={measured} title={t("paths.compare.change")} change /> },
    { id: "sure", title: t("paths.compare.sure"), width: 140, cell: (one) => (sure(one) ? <Tag tone="accent">{t("paths.compare.sure.yes")}</Tag> : <span className="oi-faint">{t("paths.compare.sure.no")}</span>) },
  ];
  if (!rows.length) return null;
  return (
    <section className="oi-paths__section">
      <Table label={title} columns={columns} rows={all ? found : found.slice(0, FEW)} rowKey={(one) => one.key.join("\u0000")} />
      <p className="oi-paths__note">
        {t("paths.compare.note", { n: looks ?? rows.length })}
        {found.length > FEW ? (
          <Button size="s" look="quiet" onPress={() => setAll(!all)}>
            {all ? t("paths.fewer") : t("paths.all", { n: found.length })}
          </Button>
        ) : null}
      </p>
    </section>
  );
}

/** A side or the change of a difference, as what is measured is written. */
function Side({ value, measured, title, change = false }: { readonly value: Estimate; readonly measured: Measured; readonly title: string; readonly change?: boolean }): ReactNode {
  const format = useFormat();
  if (measured === "share") return change ? <Change change={value} title={title} /> : <Share share={value} title={title} />;
  if (value.value === null) return <span className="oi-faint">–</span>;
  if (measured === "mean") return <Figure estimate={value} title={title} signed={change} stacked />;
  return <Lasting value={value} signed={change} format={format} />;
}

/** A length of time with its interval under it; a far end that is not known is a dash. */
function Lasting({ value, signed, format }: { readonly value: Estimate; readonly signed: boolean; readonly format: Formats }): ReactNode {
  const said = (seconds: number | null): string => (seconds === null ? "–" : `${seconds < 0 ? "−" : signed && seconds > 0 ? "+" : ""}${lasting(Math.abs(seconds), format)}`);
  return (
    <span className="oi-differs__time">
      <strong>{said(value.value)}</strong>
      <small>
        {said(value.low)} … {said(value.high)}
      </small>
    </span>
  );
}

/** A difference on a scale whose middle is none. */
function ChangeBar({ one, most }: { readonly one: Contrast; readonly most: number }): ReactNode {
  const at = (value: number): string => `${(50 + (50 * value) / most).toFixed(2)}%`;
  const { value, low, high } = one.change;
  if (value === null || low === null || high === null) return null;
  const tone = !sure(one) ? "same" : value > 0 ? "more" : "less";
  return (
    <span className={`oi-changebar oi-changebar--${tone}`} aria-hidden="true">
      <i style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      <b style={{ left: at(value) }} />
    </span>
  );
}
