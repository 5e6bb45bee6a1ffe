/**
 * Whose journeys, of which segments and which time, and against whom. What lives here: the filters of the page and what
 * each choice makes of them. Two sides never share a journey: another value of one segment, or another time.
 */
import type { ReactNode } from "react";
import { Button, DateField, IconButton, Menu, Pill, Popover, useFormat, useT, type Formats, type MenuEntry, type T } from "@outsidein/kit";
import { againstTime, againstValue } from "./against";
import type { PartProps } from "./PathsPage";
import { periodWord, segmentWord } from "./told";

export function Narrow({ shown, onShown, overview }: PartProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const { side, against } = shown;
  const change = (next: Partial<typeof side>): void => onShown({ ...shown, side: { ...side, ...next }, against: null });
  const chosen = new Set(side.segment.map((one) => one.slice(0, one.indexOf("="))));
  const values: readonly MenuEntry[] = overview.segments
    .filter((one) => !chosen.has(one.name))
    .map((one) => ({
      title: one.name,
      entries: one.values.map(({ value, cases }) => ({
        id: `${one.name}=${value}`,
        label: value,
        hint: format.number(cases),
        onAction: () => change({ segment: [...side.segment, `${one.name}=${value}`] }),
      })),
    }));
  const others: readonly MenuEntry[] = [
    ...overview.segments
      .filter((one) => one.values.length > 1)
      .map((one) => ({
        title: one.name,
        entries: one.values
          .filter(({ value }) => !side.segment.includes(`${one.name}=${value}`))
          .map(({ value }) => ({ id: `${one.name}=${value}`, label: value, onAction: () => onShown({ ...shown, ...againstValue(side, one, value) }) })),
      })),
    {
      title: t("paths.narrow.time"),
      entries: [{ id: "time", label: t(side.first && side.last ? "paths.narrow.before" : "paths.narrow.halves"), onAction: () => onShown({ ...shown, ...againstTime(side, overview) }) }],
    },
  ];
  const notion = (id: string): string => t.dynamic(`paths.notion.${id.replace(/:.*/, "")}`);
  return (
    <>
      {overview.notions.length > 1 ? (
        <Menu
          label={t("paths.narrow.notion")}
          entries={overview.notions.map((id) => ({ id, label: notion(id) }))}
          selection={{ mode: "one", chosen: [side.notion], onChoose: ([id]) => onShown({ ...shown, side: { ...side, notion: id ?? "", segment: [] }, against: null }) }}
          trigger={(menu) => (
            <Button {...menu} size="s" icon="route" iconAfter="chevron-down">
              {notion(side.notion)}
            </Button>
          )}
        />
      ) : null}
      {values.length ? (
        <Menu
          label={t("paths.narrow.segment")}
          entries={values}
          trigger={(menu) => (
            <Button {...menu} size="s" icon="filter" iconAfter="chevron-down">
              {t("paths.narrow.segment")}
            </Button>
          )}
        />
      ) : null}
      {side.segment.map((one) => (
        <span key={one} className="oi-paths__chosen">
          <Pill tone="accent">{segmentWord(one)}</Pill>
          <IconButton icon="close" size="s" label={t("paths.narrow.remove", { what: segmentWord(one) })} onPress={() => change({ segment: side.segment.filter((other) => other !== one) })} />
        </span>
      ))}
      <Popover
        label={t("paths.narrow.period")}
        trigger={({ onPress, ...popover }) => (
          <Button {...popover} onPress={onPress} size="s" icon="calendar" iconAfter="chevron-down">
            {side.first || side.last ? periodWord(side, t, format) : t("paths.narrow.always")}
          </Button>
        )}
      >
        <div className="oi-paths__period">
          <DateField label={t("paths.narrow.from")} value={side.first || null} max={side.last || undefined} onChange={(day) => change({ first: day ?? "" })} />
          <DateField label={t("paths.narrow.to")} value={side.last || null} min={side.first || undefined} onChange={(day) => change({ last: day ?? "" })} hint={t("paths.narrow.begun")} />
          <Button size="s" look="quiet" onPress={() => change({ first: "", last: "" })}>
            {t("paths.narrow.always")}
          </Button>
        </div>
      </Popover>
      <Menu
        label={t("paths.narrow.compare")}
        entries={others}
        trigger={(menu) => (
          <Button {...menu} size="s" icon="scale" iconAfter="chevron-down">
            {t("paths.narrow.compare")}
          </Button>
        )}
      />
      {against ? (
        <span className="oi-paths__chosen">
          <Pill tone="warn" icon="scale">
            {t("paths.narrow.against", { what: againstWord(shown, t, format) })}
          </Pill>
          <IconButton icon="close" size="s" label={t("paths.narrow.compare.end")} onPress={() => onShown({ ...shown, against: null })} />
        </span>
      ) : null}
    </>
  );
}

/** What the other side is called: what sets it apart. */
export function againstWord({ side, against }: Pick<PartProps["shown"], "side" | "against">, t: T, format: Formats): string {
  if (!against) return "";
  const apart = against.segment.filter((one) => !side.segment.includes(one)).map(segmentWord);
  const time = against.first !== side.first || against.last !== side.last ? [periodWord(against, t, format)] : [];
  return [...apart, ...time].join(", ");
}
