/** Whose answers a map shows: persona, period, and what to compare with on the same curve. */
import type { ReactNode } from "react";
import { useMemo } from "react";
import { Button, Menu, Pill, IconButton, useT, type MenuEntry } from "@outsidein/kit";
import { useReading, useSegments } from "../../data/questions";
import { usePlace } from "../../session/place";
import { spansOf, type Compared, type Shown, type Span } from "./shown";
import "./words";

const MOST_VALUES = 12;
const MOST_COMPARED = 3;

export interface NarrowingProps {
  readonly map: string;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
}

export function Narrowing({ map, shown, onShown }: NarrowingProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const everything = useReading(place.id, map).data;
  const { personas, segments } = useSegments(place.id, map);
  const spans = useMemo(() => spansOf(everything?.period.first ?? null, everything?.period.last ?? null), [everything]);
  const named = (span: Span): string => (span.quarter ? t("beside.period.quarter", { quarter: span.quarter, year: String(span.year) }) : t("beside.period.year", { year: String(span.year) }));
  const { filter, compare } = shown;
  const span = spans.find((one) => one.first === filter.first && one.last === filter.last);
  const persona = personas.find((one) => one.id === filter.persona);
  const whom: readonly MenuEntry[] = [{ id: "", label: t("beside.everyone") }, ...personas];
  const when: readonly MenuEntry[] = [{ id: "", label: t("beside.period.all") }, ...spans.map((one) => ({ id: one.id, label: named(one) }))];
  const add = (one: Compared): void => onShown({ ...shown, compare: [...compare.filter((other) => other.id !== one.id), one].slice(-MOST_COMPARED) });
  const others: readonly MenuEntry[] = [
    ...(personas.length
      ? [{ title: t("beside.segment.persona"), entries: personas.map((one) => ({ id: `persona ${one.id}`, label: one.label, onAction: () => add({ id: `persona ${one.id}`, label: one.label, filter: { ...filter, persona: one.id } }) })) }]
      : []),
    ...segments.map((dimension) => ({
      title: dimension.name.replace(/^segment:/, ""),
      entries: dimension.values.slice(0, MOST_VALUES).map((value) => ({
        id: `${dimension.name}=${value}`,
        label: value,
        onAction: () => add({ id: `${dimension.name}=${value}`, label: value, filter: { ...filter, where: [`${dimension.name}=${value}`] } }),
      })),
    })),
    ...(spans.length
      ? [{ title: t("beside.period"), entries: spans.map((one) => ({ id: `span ${one.id}`, label: named(one), onAction: () => add({ id: `span ${one.id}`, label: named(one), filter: { ...filter, first: one.first, last: one.last } }) })) }]
      : []),
  ];
  if (!everything?.answers) return null;
  return (
    <>
      {personas.length ? (
        <Menu
          label={t("beside.segment.persona")}
          entries={whom}
          selection={{ mode: "one", chosen: [filter.persona ?? ""], onChoose: ([id]) => onShown({ ...shown, filter: { ...filter, persona: id ?? "" } }) }}
          trigger={(menu) => (
            <Button {...menu} look="quiet" size="s" iconAfter="chevron-down">
              {persona?.label ?? t("beside.everyone")}
            </Button>
          )}
        />
      ) : null}
      {spans.length ? (
        <Menu
          label={t("beside.period")}
          entries={when}
          selection={{
            mode: "one",
            chosen: [span?.id ?? ""],
            onChoose: ([id]) => {
              const chosen = spans.find((one) => one.id === id);
              const { first: _first, last: _last, ...rest } = filter;
              onShown({ ...shown, filter: chosen ? { ...rest, first: chosen.first, last: chosen.last } : rest });
            },
          }}
          trigger={(menu) => (
            <Button {...menu} look="quiet" size="s" iconAfter="chevron-down">
              {span ? named(span) : t("beside.period.all")}
            </Button>
          )}
        />
      ) : null}
      {others.length ? (
        <Menu
          label={t("beside.compare.with")}
          entries={others}
          trigger={(menu) => (
            <Button {...menu} look="quiet" size="s" icon="scale">
              {t("beside.compare")}
            </Button>
          )}
        />
      ) : null}
      {compare.map((one) => (
        <span key={one.id} className="oi-mappage__compared">
          <Pill>{one.label}</Pill>
          <IconButton icon="close" size="s" label={t("beside.compare.remove", { label: one.label })} onPress={() => onShown({ ...shown, compare: compare.filter((other) => other.id !== one.id) })} />
        </span>
      ))}
    </>
  );
}
