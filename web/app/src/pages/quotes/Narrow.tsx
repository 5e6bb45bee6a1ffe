/** What narrows the comments: words, map, step or touchpoint, whose, when. What lives here: the fields. */
import type { ReactNode } from "react";
import { useEffect, useMemo, useRef, useState } from "react";
import { SearchField, Select, useT, type Choice } from "@outsidein/kit";
import { useSegments, type MapSummary, type NamedReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { keyOf } from "../map/inspected";
import { spansOf } from "../map/shown";
import type { Asked } from "./asked";

/** How long one may pause between two letters, in milliseconds. */
const PAUSE = 250;
const ALL = "all";
const MOST_VALUES = 12;

export interface NarrowProps {
  readonly asked: Asked;
  readonly onAsked: (asked: Asked) => void;
  readonly maps: readonly MapSummary[];
  readonly reading: NamedReading | undefined;
}

export function Narrow({ asked, onAsked, maps, reading }: NarrowProps): ReactNode {
  const t = useT();
  const whom = useWhom(asked);
  const spans = useMemo(() => spansOf(reading?.period.first ?? null, reading?.period.last ?? null), [reading]);
  const span = spans.find((one) => one.first === asked.first && one.last === asked.last);
  const steps = (reading?.curve ?? []).map((one) => ({ id: one.step, label: reading?.names[one.step] ?? one.step }));
  const touchpoints = (reading?.touchpoints ?? [])
    .map((one) => ({ id: keyOf(one.touchpoint), label: reading?.names[`touchpoint:${keyOf(one.touchpoint)}`] ?? one.touchpoint, n: one.comments }))
    .filter((one) => one.n || one.id === asked.touchpoint)
    .map(({ id, label, n }) => ({ id, label: t("quotes.choice", { label, n }) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="oi-quotes__narrow" role="search" aria-label={t("quotes.search")}>
      <Searching asked={asked} onAsked={onAsked} />
      {maps.length > 1 ? <Pick label={t("quotes.map")} choices={maps.map((one) => ({ id: one.id, label: one.title }))} value={asked.map} onChange={(map) => onAsked({ ...asked, map, step: "", touchpoint: "", persona: "" })} /> : null}
      <Pick label={t("quotes.step")} all={t("quotes.step.all")} choices={steps} value={asked.step} onChange={(step) => onAsked({ ...asked, step, touchpoint: "" })} />
      <Pick label={t("quotes.touchpoint")} all={t("quotes.touchpoint.all")} choices={touchpoints} value={asked.touchpoint} onChange={(touchpoint) => onAsked({ ...asked, touchpoint, step: "" })} />
      {whom.choices.length ? <Pick label={t("quotes.whom")} all={t("quotes.whom.all")} choices={whom.choices} value={whom.value} onChange={(id) => onAsked({ ...asked, ...whomOf(id) })} /> : null}
      {spans.length ? (
        <Pick
          label={t("quotes.when")}
          all={t("quotes.when.all")}
          choices={spans.map((one) => ({ id: one.id, label: one.quarter ? t("quotes.quarter", { quarter: String(one.quarter), year: String(one.year) }) : String(one.year) }))}
          value={span?.id ?? ""}
          onChange={(id) => {
            const chosen = spans.find((one) => one.id === id);
            onAsked({ ...asked, first: chosen?.first ?? "", last: chosen?.last ?? "" });
          }}
        />
      ) : null}
    </div>
  );
}

/** The field keeps what is being typed; the address follows after a pause, and leads where somebody goes back. */
function Searching({ asked, onAsked }: Pick<NarrowProps, "asked" | "onAsked">): ReactNode {
  const t = useT();
  const [typed, setTyped] = useState(asked.search);
  const sent = useRef(asked.search);
  const ask = useRef(() => undefined as void);
  ask.current = () => {
    const search = typed.trim();
    if (search === asked.search) return;
    sent.current = search;
    onAsked({ ...asked, search });
  };
  useEffect(() => {
    const timer = setTimeout(() => ask.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    if (asked.search === sent.current) return;
    sent.current = asked.search;
    setTyped(asked.search);
  }, [asked.search]);
  return <SearchField label={t("quotes.search")} labelHidden placeholder={t("quotes.search")} value={typed} onChange={(text) => setTyped(text.slice(0, MOST_LETTERS))} onSubmit={() => ask.current()} />;
}
const MOST_LETTERS = 200;

export interface PickProps {
  readonly label: string;
  /** What stands for no choice; without it one must be chosen. */
  readonly all?: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** One choice of a list, its label only heard. */
export function Pick({ label, all, choices, value, onChange }: PickProps): ReactNode {
  return <Select label={label} labelHidden choices={[...(all ? [{ id: ALL, label: all }] : []), ...choices]} value={value || ALL} onChange={(id) => onChange(id === ALL ? "" : id)} />;
}

/** Personas and the values of segments in one list: one of them at a time. */
function useWhom(asked: Asked): { readonly choices: readonly Choice[]; readonly value: string } {
  const place = usePlace();
  const { personas, segments } = useSegments(place.id, asked.map);
  const t = useT();
  const choices = [
    ...personas.map((one) => ({ id: `persona ${one.id}`, label: one.label })),
    ...segments.flatMap((dimension) =>
      dimension.values.slice(0, MOST_VALUES).map((value) => ({ id: `where ${dimension.name}=${value}`, label: t("quotes.segment", { name: nameOf(dimension.name, t), value }) })),
    ),
  ];
  return { choices, value: asked.persona ? `persona ${asked.persona}` : asked.where[0] ? `where ${asked.where[0]}` : "" };
}

function nameOf(dimension: string, t: ReturnType<typeof useT>): string {
  return dimension === "channel" ? t("quotes.channel") : dimension.replace(/^segment:/, "");
}

function whomOf(id: string): Whom {
  if (id.startsWith("persona ")) return { persona: id.slice("persona ".length), where: [] };
  return { persona: "", where: id ? [id.slice("where ".length)] : [] };
}
type Whom = { readonly persona: string; readonly where: readonly string[] };
