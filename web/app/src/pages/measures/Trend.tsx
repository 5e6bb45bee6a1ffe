/** One measure over time: a line with its band, gaps kept as gaps, the target, and the last change in words. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Card, Figure, LOCALES, Table, ToggleGroup, useFormat, useT, type Column, type Language } from "@outsidein/kit";
import { useTrend, type MeasureInfo, type MeasureRow, type TrendLine } from "../../data/questions";
import { usePlace } from "../../session/place";
import { bandBetween, lineThrough } from "../home/shape";
import { cut } from "../behind/asked";
import { FigureWithRows } from "../behind/FigureWithRows";
import { keyWord, rangeOf } from "./told";
import { trendShape, type TrendDot } from "./trend";

const GRAINS = ["week", "month", "quarter", "year"] as const;
const SIZE = { width: 900, height: 180 };
const MOST_LINES = 4;

export interface TrendProps {
  readonly measure: MeasureInfo;
  readonly map: string;
  readonly by: string;
  readonly names: Readonly<Record<string, string>>;
}

export function Trend({ measure, map, by, names }: TrendProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const [grain, setGrain] = useState<string>("month");
  const trend = useTrend(place.id, measure.id, { map, grain, by: by ? [by] : [] });
  const lines = (trend.data?.lines ?? []).filter((one) => one.rows.some((row) => row.estimate.value !== null)).slice(0, MOST_LINES);
  return (
    <Card title={t("measures.trend", { measure: measure.name })} aside={<ToggleGroup label={t("measures.grain")} value={grain} onChange={setGrain} segments={GRAINS.map((id) => ({ id, label: t(`measures.grain.${id}`) }))} />}>
      {lines.length ? (
        lines.map((line) => <Line key={JSON.stringify(line.keys)} line={line} measure={measure} map={map} by={by} grain={grain} name={line.keys.length ? keyWord(line.keys[0] ?? null, names, t("measures.unsaid"), format) : ""} />)
      ) : (
        <p className="oi-faint">{trend.isPending ? "" : t("measures.trend.none")}</p>
      )}
    </Card>
  );
}

function Line({ line, measure, map, by, name, grain }: { readonly line: TrendLine; readonly measure: MeasureInfo; readonly map: string; readonly by: string; readonly name: string; readonly grain: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const range = rangeOf(measure, line.rows);
  const shape = trendShape(line.rows, SIZE, range);
  const known = line.rows.filter((row) => row.estimate.value !== null);
  const columns: readonly Column<MeasureRow>[] = [
    { id: "period", title: t("measures.column.period"), cell: (row) => periodOf(row, format) },
    { id: "value", title: t("measures.column.value"), numeric: true, cell: (row) => <FigureWithRows rows={cut({ measure: measure.id, map }, by ? [by] : [], row)} estimate={row.estimate} title={measure.name} /> },
    { id: "n", title: t("measures.column.n"), numeric: true, cell: (row) => format.number(row.estimate.n) },
  ];
  const along = (run: readonly TrendDot[], of: (dot: TrendDot) => number): readonly (readonly [number, number])[] => run.map((dot) => [dot.x, of(dot)] as const);
  return (
    <section className="oi-trend">
      {name ? <h3>{name}</h3> : null}
      {line.change && line.change.change.value !== null ? (
        <p className="oi-trend__change">
          {t("measures.trend.change")} <Figure estimate={line.change.change} title={t("measures.trend.change")} signed size="s" />
        </p>
      ) : null}
      <svg viewBox={`-34 -10 ${SIZE.width + 44} ${SIZE.height + 34}`} role="img" aria-label={t("measures.trend.spoken", { measure: measure.name, n: known.length })}>
        {shape.ticks.map((tick) => (
          <g key={tick.value} className="oi-trend__tick">
            <line x1={0} x2={SIZE.width} y1={tick.y} y2={tick.y} />
            <text x={-6} y={tick.y + 4} textAnchor="end">{format.number(tick.value, { decimals: tick.value % 1 ? 1 : 0 })}</text>
          </g>
        ))}
        {shape.runs.map((run, index) => (
          <g key={index}>
            <path className="oi-trend__band" d={bandBetween(along(run, (dot) => dot.high), along(run, (dot) => dot.low))} />
            <path className="oi-trend__line" d={lineThrough(along(run, (dot) => dot.y))} />
          </g>
        ))}
        {shape.runs.flat().map((dot) => (
          <circle key={dot.x} className={dot.small ? "oi-trend__dot oi-trend__dot--small" : "oi-trend__dot"} cx={dot.x} cy={dot.y} r={3.5}>
            <title>{`${periodOf(dot.row, format)}: ${format.estimate(dot.row.estimate).value} (${format.estimate(dot.row.estimate).interval})`}</title>
          </circle>
        ))}
        {shape.labels.map((dot) => (
          <text key={dot.x} className="oi-trend__when" x={dot.x} y={SIZE.height + 18} textAnchor="middle">{whenOf(dot.row, grain, t.language)}</text>
        ))}
      </svg>
      <details>
        <summary>{t("measures.trend.table")}</summary>
        <Table label={t("measures.trend", { measure: measure.name })} columns={columns} rows={known} rowKey={(row) => JSON.stringify(row.keys)} />
      </details>
    </section>
  );
}

/** When a period is, as short as its grain allows: “Nov 2025”, “Q4 2025”. */
function whenOf(row: MeasureRow, grain: string, language: Language): string {
  const period = row.keys.at(-1);
  const first = period && typeof period === "object" ? period.first : null;
  if (!first) return "";
  const day = new Date(`${first}T00:00`);
  if (grain === "quarter") return `Q${Math.floor(day.getMonth() / 3) + 1} ${day.getFullYear()}`;
  const parts = { week: { day: "numeric", month: "short" }, month: { month: "short", year: "numeric" }, year: { year: "numeric" } } as const;
  return new Intl.DateTimeFormat(LOCALES[language], parts[grain as keyof typeof parts] ?? parts.month).format(day);
}

function periodOf(row: MeasureRow, format: ReturnType<typeof useFormat>): string {
  const period = row.keys.at(-1);
  return period && typeof period === "object" ? format.period(period) : "";
}
