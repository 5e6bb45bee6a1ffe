/**
 * The curve of one of several roles as data: only what people drew in her own lane. What was measured speaks of everybody
 * who answered and stands in the map's own curve. What lives here: the columns and their sentence. Not here: drawing.
 */
import type { MapLane } from "@outsidein/editor";
import { useMemo } from "react";
import { useCurve, type Curve } from "../curve/useCurve";
import type { DrawnColumn } from "../grid/columns";
import { useRecord } from "../session/watch";
import { useSpeech } from "../words";
import "./words";

export interface RoleCurve {
  readonly name: string;
  readonly curve: Curve;
  readonly says: string;
}

export function useRoleCurve(columns: readonly DrawnColumn[], lane: MapLane): RoleCurve {
  const { t, format } = useSpeech();
  const whole = useCurve(columns, lane.key);
  const name = useRecord<"persona">(lane.persona)?.name ?? "";
  return useMemo(() => {
    const own = whole.columns.map((one) => ({ ...one, level: null, gap: "", target: null, others: [] }));
    const levels = own.flatMap((one) => (one.drawn === null ? [] : [`${one.name} ${format.number(one.drawn, { decimals: 1 })}`]));
    const says = levels.length > 0 ? t("roles.summary", { name, levels: format.list(levels) }) : t("roles.none", { name });
    return { name, curve: { columns: own, series: [] }, says };
  }, [whole, name, t, format]);
}
