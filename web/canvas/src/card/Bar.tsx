/** A bar as long as a number, its interval paler around the end. What lives here: the drawing. Not here: the number. */

interface Props {
  readonly value: number;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly most: number;
  readonly strong?: boolean;
}

export function Bar({ value, low, high, most, strong = false }: Props) {
  const long = (one: number) => Math.max(0, Math.min(100, (100 * one) / most));
  const from = long(low ?? value);
  const to = long(high ?? value);
  return (
    <svg className={`oi-map-bar${strong ? " is-strong" : ""}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="oi-map-bar-way" width="100" height="6" />
      <rect className="oi-map-bar-might" width={to} height="6" />
      <rect className="oi-map-bar-long" width={Math.min(long(value), from)} height="6" />
      <rect className="oi-map-bar-long" x={Math.max(long(value) - 1.2, 0)} width="1.6" height="6" />
    </svg>
  );
}
