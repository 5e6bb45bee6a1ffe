/** The ranked list as a table: how it feels, how much loyalty hangs on it, the difference, the kind of cause. */
import type { ReactNode } from "react";
import { IconButton, IntervalBar, Link, Table, Tag, useFormat, useT, type Column, type Tone } from "@outsidein/kit";
import { usePlace } from "../../session/place";
import { at, type RowsAsked } from "../behind/asked";
import { FigureWithRows } from "../behind/FigureWithRows";
import { keyOf } from "../map/inspected";
import type { RankedRow } from "./ranked";

const TONES: Readonly<Record<string, Tone>> = {
  technology: "org",
  people: "human",
  process: "warn",
  "proposition and policy": "accent",
  organisation: "plain",
};

export interface RankedProps {
  readonly rows: readonly RankedRow[];
  readonly map: string;
  /** Whose answers the rows count: a persona's key, or empty. */
  readonly persona: string;
  readonly chosen: string;
  readonly onChoose: (touchpoint: string) => void;
  /** Null for whoever may not open one. */
  readonly onOpportunity: ((id: string) => void) | null;
}

export function Ranked({ rows, map, persona, chosen, onOpportunity }: RankedProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const workspace = usePlace();
  const behind = (row: RankedRow, rests?: RowsAsked["rests"]): RowsAsked =>
    at({ measure: "emotional-level", map, ...(persona ? { persona } : {}), ...(rests ? { rests } : {}) }, row.id.startsWith("step:") ? { step: row.id } : { touchpoint: keyOf(row.id) });
  const columns: readonly Column<RankedRow>[] = [
    {
      id: "touchpoint",
      title: t("hotspots.column.touchpoint"),
      cell: (row) => (
        <div className="oi-ranked__name">
          <Link href={workspace.href(`/maps/${map}?at=${encodeURIComponent(row.id)}`)}>
            {row.title}
            {row.moment ? <span className="oi-ranked__moment" title={t("hotspots.moment")}> ◆<span className="oi-unseen">{t("hotspots.moment")}</span></span> : null}
          </Link>
          <small>
            {t("kit.n", { n: format.number(row.level.n) })}
            {row.says ? ` · ${row.says}` : ""}
          </small>
        </div>
      ),
    },
    {
      id: "level",
      title: t("hotspots.column.level"),
      width: 150,
      cell: (row) => (
        <span className="oi-ranked__level">
          <IntervalBar estimate={row.level} from={1} to={10} words={false} tone={row.kind === "hotspot" ? "bad" : row.kind === "bright-spot" ? "good" : "accent"} />
          <FigureWithRows rows={behind(row)} size="s" estimate={row.level} title={t("hotspots.level.of", { title: row.title })} />
        </span>
      ),
    },
    {
      id: "importance",
      title: t("hotspots.column.importance"),
      numeric: true,
      cell: (row) => (row.importance ? <FigureWithRows rows={behind(row, "share")} stacked estimate={row.importance} title={t("hotspots.column.importance")} /> : "–"),
    },
    {
      id: "effect",
      title: t("hotspots.column.effect"),
      numeric: true,
      cell: (row) => (row.effect ? <FigureWithRows rows={behind(row, "effect")} stacked signed estimate={row.effect} title={t("hotspots.column.effect")} tone={row.kind === "hotspot" ? "bad" : "good"} /> : "–"),
    },
    {
      id: "kind",
      title: t("hotspots.column.kind"),
      cell: (row) =>
        row.kind === "bright-spot" ? (
          <Tag tone="good">{t("hotspots.bright")}</Tag>
        ) : row.category ? (
          <Tag tone={TONES[row.category] ?? "plain"}>{t.dynamic(`hotspots.category.${row.category.split(" ")[0]}`)}</Tag>
        ) : null,
    },
    {
      id: "act",
      title: t("hotspots.opportunity"),
      titleHidden: true,
      width: 40,
      cell: (row) => (onOpportunity && row.kind === "hotspot" ? <IconButton icon="bulb" size="s" label={t("hotspots.opportunity.for", { title: row.title })} onPress={() => onOpportunity(row.id)} /> : null),
    },
  ];
  return <Table label={t("hotspots.list")} columns={columns} rows={rows} rowKey={(row) => row.key} rowTone={(row) => (chosen && row.id.endsWith(chosen) ? "accent" : "plain")} />;
}
