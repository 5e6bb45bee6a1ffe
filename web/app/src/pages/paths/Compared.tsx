/**
 * What two sides differ by in one part of the page: its questions one below the other, corrected together. Shown where a
 * comparison was chosen. Not here: a table of differences (Differences.tsx), the two sides (Narrow.tsx).
 */
import type { ReactNode } from "react";
import { Card, useT, type T } from "@outsidein/kit";
import { useDifferences, type Differing } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { Differences, type Measured } from "./Differences";
import { Panel } from "./Panel";
import type { PartProps } from "./PathsPage";
import type { Shown } from "./shown";
import { runs } from "./told";

/** One question of a part: what is compared, what its rows are called. */
interface Asked {
  readonly id: string;
  readonly title: string;
  readonly word: (key: readonly string[]) => string;
  readonly measured?: Measured;
  readonly asGiven?: boolean;
}

export interface ComparedProps {
  readonly part: PartProps;
  readonly of: Differing["part"];
  readonly steps?: readonly string[];
  readonly map?: string;
  /** What a step of the map is called. */
  readonly stepName?: (step: string) => string;
}

export function Compared(props: ComparedProps): ReactNode {
  const { part, of } = props;
  return part.shown.against ? <Held key={of} {...props} /> : null;
}

function Held({ part, of, steps = [], map = "", stepName }: ComparedProps): ReactNode {
  const t = useT();
  const { shown, overview } = part;
  const customers = of === "return" && overview.notions.includes("customer");
  const side = customers ? { ...shown.side, notion: "customer" } : shown.side;
  const against = shown.against ?? { segment: [], first: "", last: "" };
  const found = useDifferences(usePlace().id, side, against, { part: of, events: shown.picture.events, steps, within: shown.within, every: shown.every, map });
  return (
    <Card className="oi-paths__card" title={t("paths.compare.card")}>
      <Panel query={found} says={t("paths.waiting.compare")} height={160}>
        {(both) => {
          const asked = askedOf(of, part, t, both.days ?? 0, stepName);
          const any = asked.some(({ id }) => both.parts[id]?.length);
          return (
            <>
              {asked.map((one) => (
                <Differences key={one.id} title={one.title} shown={shown} rows={both.parts[one.id] ?? []} word={one.word} measured={one.measured ?? "share"} looks={both.looks} asGiven={one.asGiven ?? false} />
              ))}
              {any ? null : <p className="oi-paths__note">{t("paths.compare.nothing")}</p>}
            </>
          );
        }}
      </Panel>
    </Card>
  );
}

function askedOf(of: Differing["part"], { name, shown }: PartProps, t: T, days: number, stepName: ComparedProps["stepName"]): readonly Asked[] {
  const one = (key: readonly string[]): string => name(key[0] ?? "");
  const way = (key: readonly string[]): string =>
    runs(key)
      .map(({ name: touchpoint, times }) => (times > 1 ? `${name(touchpoint)} ${t("paths.times", { n: times })}` : name(touchpoint)))
      .join(" → ");
  switch (of) {
    case "funnel":
      return [
        { id: "reached", title: t("paths.funnel.reached"), word: one, asGiven: true },
        { id: "times", title: t("paths.compare.times"), word: one, measured: "time", asGiven: true },
      ];
    case "variants":
      return [{ id: "variants", title: t("paths.walks.journey"), word: way }];
    case "paths":
      return [{ id: "paths", title: t("paths.walks.beginning"), word: way }];
    case "transitions":
      return [
        { id: "transitions", title: t("paths.compare.transitions"), word: way },
        { id: "waits", title: t("paths.compare.waits"), word: way, measured: "time" },
      ];
    case "places":
      return (["reach", "ended", "repeated", "returned"] as const).map((id) => ({ id, title: t(`paths.places.${id}`), word: one }));
    case "return":
      return [
        { id: "retention", title: t("paths.compare.retention"), word: (key) => laterWord(Number(key[0]), shown.every, t), asGiven: true },
        { id: "engaged", title: t("paths.compare.engaged", { n: days }), word: (key) => t(key[0] === "sessions" ? "paths.compare.sessions" : "paths.compare.active-days"), measured: "mean", asGiven: true },
      ];
    case "designed":
      return [{ id: "steps", title: t("paths.compare.steps"), word: (key) => stepName?.(key[0] ?? "") ?? key[0] ?? "", asGiven: true }];
  }
}

function laterWord(n: number, every: Shown["every"], t: T): string {
  return t(`paths.return.later.${every}`, { n });
}

