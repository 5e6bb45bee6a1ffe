/** Whom journeys are held against. What lives here: the two sides that a choice makes; they never share a journey. */
import type { Against, Overview, SegmentValues, Side } from "../../data/journeys";

interface Sides {
  readonly side: Side;
  readonly against: Against;
}

const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Against those of another value; where none was chosen, this side becomes the largest of the others. */
export function againstValue(side: Side, segment: SegmentValues, value: string): Sides {
  const own = side.segment.find((one) => one.startsWith(`${segment.name}=`)) ?? `${segment.name}=${segment.values.find((one) => one.value !== value)?.value ?? ""}`;
  const rest = side.segment.filter((one) => !one.startsWith(`${segment.name}=`));
  return {
    side: { ...side, segment: [...rest, own] },
    against: { segment: [...rest, `${segment.name}=${value}`], first: side.first, last: side.last },
  };
}

/** Against as long a time before; where the time is open, its later half against its earlier one. */
export function againstTime(side: Side, { first, last }: Pick<Overview, "first" | "last">): Sides {
  const begin = Date.parse(side.first || first || "1970-01-01");
  const end = Date.parse(side.last || last || "1970-01-01");
  const { segment } = side;
  if (side.first && side.last) return { side, against: { segment, first: iso(begin - (end - begin) - DAY), last: iso(begin - DAY) } };
  const middle = begin + Math.floor((end - begin) / DAY / 2) * DAY;
  return { side: { ...side, first: iso(middle + DAY) }, against: { segment, first: side.first, last: iso(middle) } };
}
