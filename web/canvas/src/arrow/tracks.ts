/**
 * Tracks: runs that lie in one gap, gutter, lane or column side by side, so that no two lie on one another. The same as
 * Python's (render/arrows/tracks.py; held equal by a test). Not here: where a run lies (routing), how wide a track is.
 */
import type { Route, Run, Side } from "./routing";

/** A run with the number of its route and its own within that. */
interface Laid {
  readonly run: Run;
  readonly route: number;
  readonly at: number;
  /** Where it turns off, and whether up (or left, −1) or down (or right, 1). */
  readonly ends: readonly (readonly [number, number])[];
}

/** The routes with the track of each run, counted from above, or from the left. */
export function tracked(routes: readonly Route[]): readonly Route[] {
  const lines = new Map<string, Laid[]>();
  routes.forEach((route, number) => {
    route.runs.forEach((run, at) => {
      const key = `${run.across}|${run.line}`;
      lines.set(key, [...(lines.get(key) ?? []), { run, route: number, at, ends: endsOf(route, at) }]);
    });
  });
  const found = new Map<string, { track: number; of: number }>();
  for (const laid of lines.values()) for (const cluster of clusters(laid)) place(cluster, found);
  return routes.map((route, number) => ({ ...route, runs: route.runs.map((run, at) => ({ ...run, ...found.get(`${number}|${at}`) })) }));
}

function before(one: Laid, other: Laid): number {
  return one.run.low - other.run.low || one.run.high - other.run.high || one.route - other.route || one.at - other.at;
}

/** Runs that lie beside one another, directly or over others between them. */
function clusters(laid: readonly Laid[]): readonly Laid[][] {
  const found: Laid[][] = [];
  let reach = -1;
  for (const one of [...laid].sort(before)) {
    const last = found.at(-1);
    if (last && one.run.low <= reach) last.push(one);
    else found.push([one]);
    reach = last && one.run.low <= reach ? Math.max(reach, one.run.high) : one.run.high;
  }
  return found;
}

/** The track of each run: behind all that overlap it and come before it in the order with few crossings. */
function place(cluster: readonly Laid[], found: Map<string, { track: number; of: number }>): void {
  const placed: { readonly laid: Laid; readonly track: number }[] = [];
  for (const laid of ordered(cluster)) {
    const beside = placed.filter((one) => overlap(one.laid.run, laid.run)).map((one) => one.track);
    placed.push({ laid, track: Math.max(-1, ...beside) + 1 });
  }
  const of = Math.max(...placed.map((one) => one.track)) + 1;
  for (const { laid, track } of placed) found.set(`${laid.route}|${laid.at}`, { track, of });
}

/** The runs from above (or from the left); two neighbours change places as long as that saves crossings. */
function ordered(cluster: readonly Laid[]): readonly Laid[] {
  const order = [...cluster];
  for (let round = 0; round < cluster.length; round += 1) {
    let changed = false;
    for (let at = 0; at + 1 < order.length; at += 1) {
      const [one, other] = [order[at], order[at + 1]];
      if (!one || !other || !overlap(one.run, other.run) || crossings(other, one) >= crossings(one, other)) continue;
      [order[at], order[at + 1]] = [other, one];
      changed = true;
    }
    if (!changed) break;
  }
  return order;
}

function overlap(one: Run, other: Run): boolean {
  return one.low <= other.high && other.low <= one.high;
}

/** How often two runs cross where one lies over the other: by ends that lead down through it, or up. */
function crossings(over: Laid, under: Laid): number {
  const within = (run: Run, at: number) => run.low <= at && at <= run.high;
  const down = over.ends.filter(([at, way]) => way > 0 && within(under.run, at)).length;
  return down + under.ends.filter(([at, way]) => way < 0 && within(over.run, at)).length;
}

function endsOf(route: Route, at: number): readonly (readonly [number, number])[] {
  const line = route.runs[at]?.line ?? 0;
  return [at - 1, at + 1].flatMap((other) => {
    const beside = route.runs[other];
    if (!beside) return [];
    let [low, high] = [beside.low, beside.high];
    if (other === 0) [low, high] = withCard(low, high, route.leaves);
    if (other === route.runs.length - 1) [low, high] = withCard(low, high, route.enters);
    return [...(high > line ? [[beside.line, 1] as const] : []), ...(low < line ? [[beside.line, -1] as const] : [])];
  });
}

/** The ends of a run with the card that it is tied to at this side of the card. */
function withCard(low: number, high: number, side: Side): [number, number] {
  return side === "bottom" || side === "right" ? [low - 1, high] : [low, high + 1];
}
