/** What if a touchpoint's score moved: a slider each, the effect with its interval, and the assumptions, always. */
import type { ReactNode } from "react";
import { useId, useState } from "react";
import { Callout, Card, EmptyState, Figure, Switch, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useWhatIfs, type Moving, type WhatIfs } from "../../data/foresight";
import { usePlace } from "../../session/place";
import { Answer, Notes } from "./Answer";
import { domainOf, movedBy, onDomain } from "./moved";

const USUAL = 1;

export function WhatIf(): ReactNode {
  const t = useT();
  const [alone, setAlone] = useState(false);
  const query = useWhatIfs(usePlace().id, "", alone);
  return (
    <Card title={t("foresight.what-if.title")}>
      <div className="oi-foresight__controls">
        <Switch checked={!alone} onChange={(on) => setAlone(!on)}>{t("foresight.what-if.held")}</Switch>
      </div>
      <Answer query={query} says={t("foresight.what-if.waiting")}>
        {(found) => <Shown found={found} />}
      </Answer>
    </Card>
  );
}

function Shown({ found }: { readonly found: WhatIfs }): ReactNode {
  const t = useT();
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const answered = found.touchpoints.filter((one) => one.changes.length);
  const refused = found.touchpoints.flatMap((one) => one.refused.map((said) => `${one.name}: ${said.says}`));
  const first = answered[0]?.changes[0];
  if (!first) return <EmptyState small title={t("foresight.what-if.none")} says={refused[0] ?? ""} />;
  const of = (one: Moving): number => chosen[one.touchpoint] ?? USUAL;
  const domain = domainOf(answered);
  const rows = answered.flatMap((one) => one.changes.map((moved) => ({ one, moved })));
  type Row = (typeof rows)[number];
  const columns: readonly Column<Row>[] = [
    { id: "touchpoint", title: t("foresight.what-if.touchpoint"), cell: ({ one }) => one.name },
    { id: "by", title: t("foresight.what-if.by"), numeric: true, cell: ({ moved }) => <Points change={moved.change} /> },
    { id: "effect", title: t("foresight.what-if.effect"), numeric: true, cell: ({ moved }) => <Figure estimate={moved.effect} title={t("foresight.what-if.effect")} signed decimals={1} /> },
    { id: "then", title: t("foresight.what-if.then"), numeric: true, cell: ({ moved }) => <Figure estimate={moved.then} title={t("foresight.what-if.then")} decimals={1} /> },
  ];
  return (
    <>
      <p className="oi-foresight__said">{t("foresight.what-if.outcome", { outcome: found.outcome })}</p>
      <ul className="oi-what-if">
        {answered.map((one) => (
          <Row key={one.touchpoint} one={one} change={of(one)} domain={domain} onChange={(to) => setChosen({ ...chosen, [one.touchpoint]: to })} />
        ))}
      </ul>
      <Callout tone="hint" word={t("foresight.what-if.assumed")} title={first.assumptions[0] ?? ""}>
        <Notes said={first.assumptions.slice(1, 2)} />
        {alone(found) ? null : <Notes said={[t("foresight.what-if.others")]} />}
      </Callout>
      <details>
        <summary>{t("foresight.table")}</summary>
        <Table label={t("foresight.what-if.title")} columns={columns} rows={rows} rowKey={({ one, moved }) => `${one.touchpoint} ${String(moved.change)}`} />
      </details>
      <Notes said={refused} />
    </>
  );
}

function alone(found: WhatIfs): boolean {
  return found.touchpoints.every((one) => !one.held);
}

interface RowProps {
  readonly one: Moving;
  readonly change: number;
  readonly domain: readonly [number, number];
  readonly onChange: (change: number) => void;
}

function Row({ one, change, domain, onChange }: RowProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const moved = movedBy(one, change);
  const most = Math.max(...one.changes.map((each) => each.change));
  const at = (value: number): number => onDomain(value, domain);
  const effect = moved?.effect;
  const clear = effect && effect.low !== null && effect.high !== null && (effect.low > 0 || effect.high < 0);
  const zero = at(0);
  return (
    <li className="oi-what-if__row" data-clear={Boolean(clear)}>
      <label className="oi-what-if__name" htmlFor={id}>
        {one.name}
        <small>{t("foresight.what-if.rated", { n: one.rated, low: one.scale[0], high: one.scale[1] })}</small>
      </label>
      <span className="oi-what-if__slide">
        <input id={id} type="range" min={-most} max={most} step={0.5} value={change} onChange={(event) => onChange(Number(event.target.value))} aria-valuetext={t("foresight.what-if.points", { points: format.number(change, { decimals: 1, signed: true }) })} />
        <output htmlFor={id}><Points change={change} /></output>
      </span>
      <span className="oi-what-if__bar" aria-hidden="true">
        <i className="oi-what-if__zero" style={{ left: `${String(zero)}%` }} />
        {effect?.low != null && effect.high !== null && effect.value !== null ? (
          <>
            <i className="oi-what-if__interval" style={{ left: `${String(at(effect.low))}%`, width: `${String(at(effect.high) - at(effect.low))}%` }} />
            <b style={{ left: `${String(at(effect.value))}%` }} />
          </>
        ) : null}
      </span>
      <span className="oi-what-if__effect">{moved ? <Figure estimate={moved.effect} title={moved.said} signed decimals={1} stacked /> : <span className="oi-faint">{t("foresight.what-if.as-it-is")}</span>}</span>
    </li>
  );
}

function Points({ change }: { readonly change: number }): ReactNode {
  return <>{useFormat().number(change, { decimals: 1, signed: true })}</>;
}
