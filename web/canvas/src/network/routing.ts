/**
 * How flows bend in the browser: around boxes that are not theirs, away from their twin; labels slid along to where they
 * cover nothing. What lives here: one pass over all flows, quick enough to follow a drag. Not here: sizes (lettering),
 * the thorough search for paper (render/network on the server).
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its middle and its size. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Tie {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label: { readonly width: number; readonly height: number };
}

export interface Route {
  readonly path: string;
  readonly label: Rect;
}

type Curve = readonly [Point, Point, Point, Point];

const BOWS = [0, 0.08, -0.08, 0.17, -0.17, 0.28, -0.28, 0.42, -0.42, 0.6, -0.6, 0.85, -0.85];
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.1, 0.9, 0, 1];
/** Where a label may stand: on its line, else to a side of it, so many pixels away; the nearer the better. */
const BESIDE = [[0, 0], ...[4, 13, 24, 38].flatMap((away) => [[1, away], [-1, away]] as const)] as const;
const SHARES = Array.from({ length: 17 }, (_, at) => at / 16);
const GAP = 4;

/** A route for each tie whose ends stand somewhere, by its id. */
export function routed(boxes: ReadonlyMap<string, Rect>, ties: readonly Tie[]): ReadonlyMap<string, Route> {
  const rects = [...boxes.values()];
  const curves = new Map<string, Curve>();
  const lean = twins(ties);
  for (const tie of ties) {
    const [from, to] = [boxes.get(tie.source), boxes.get(tie.target)];
    if (from && to) curves.set(tie.id, bestCurve(from, to, lean.get(tie.id) ?? 0, rects.filter((one) => one !== from && one !== to)));
  }
  const labels: Rect[] = [];
  const lines = new Map([...curves].map(([id, curve]) => [id, SHARES.map((at) => pointAt(curve, at))]));
  const routes = new Map<string, Route>();
  // Short lines leave their labels the least choice: these choose first.
  const long = new Map([...curves].map(([id, [from, , , to]]) => [id, Math.hypot(to.x - from.x, to.y - from.y)]));
  for (const tie of [...ties].sort((one, other) => (long.get(one.id) ?? 0) - (long.get(other.id) ?? 0))) {
    const curve = curves.get(tie.id);
    if (!curve) continue;
    const label = bestLabel(tie, curve, rects, labels, lines);
    labels.push(label);
    routes.set(tie.id, { path: pathOf(curve), label });
  }
  return routes;
}

/** Ties between the same two bow apart, one to each side. */
function twins(ties: readonly Tie[]): ReadonlyMap<string, number> {
  const together = new Map<string, Tie[]>();
  for (const tie of ties) {
    const key = [tie.source, tie.target].sort().join("\n");
    together.set(key, [...(together.get(key) ?? []), tie]);
  }
  const lean = new Map<string, number>();
  for (const group of together.values()) {
    group.forEach((tie, at) => lean.set(tie.id, 0.24 * (at - (group.length - 1) / 2) * (tie.source < tie.target ? 1 : -1)));
  }
  return lean;
}

function bestCurve(from: Rect, to: Rect, lean: number, others: readonly Rect[]): Curve {
  let best: Curve | null = null;
  let least = Infinity;
  for (const bow of BOWS) {
    const curve = cut(bent(from, to, bow + lean), from, to);
    const points = SHARES.map((at) => pointAt(curve, at));
    const over = others.filter((one) => points.some((point, at) => at > 0 && touches(points[at - 1] ?? point, point, one, 5))).length;
    const cost = 14 * over + 1.6 * Math.abs(bow);
    if (cost < least) [best, least] = [curve, cost];
    if (cost === 0) break;
  }
  return best ?? cut(bent(from, to, lean), from, to);
}

function bestLabel(tie: Tie, curve: Curve, boxes: readonly Rect[], labels: readonly Rect[], lines: ReadonlyMap<string, readonly Point[]>): Rect {
  let best: Rect = { ...pointAt(curve, 0.5), ...tie.label };
  let least = Infinity;
  for (const [side, away] of BESIDE) {
    for (const at of ALONG) {
      const on = pointAt(curve, at);
      const beside = side === 0 ? on : aside(curve, at, { side, away, ...tie.label });
      const rect: Rect = { ...beside, ...tie.label };
      const covered = boxes.filter((one) => overlaps(rect, one, 2)).length + labels.filter((one) => overlaps(rect, one, 2)).length;
      let cost = 30 * covered + 1.5 * Math.abs(at - 0.5) + (side === 0 ? 0 : 1.2) + away / 9;
      if (cost >= least) continue;
      for (const [id, points] of lines) if (id !== tie.id && points.some((point, nth) => nth > 0 && touches(points[nth - 1] ?? point, point, rect, 0))) cost += 3;
      if (cost < least) [best, least] = [rect, cost];
    }
    if (least < 3) break;
  }
  return best;
}

interface Beside {
  readonly side: number;
  /** Pixels between the line and the label. */
  readonly away: number;
  readonly width: number;
  readonly height: number;
}

function aside(curve: Curve, at: number, { side, away, width, height }: Beside): Point {
  const on = pointAt(curve, at);
  const [one, other] = [pointAt(curve, Math.max(0, at - 0.03)), pointAt(curve, Math.min(1, at + 0.03))];
  const long = Math.hypot(other.x - one.x, other.y - one.y) || 1;
  const across = { x: -(other.y - one.y) / long, y: (other.x - one.x) / long };
  const reach = (Math.abs(across.x) * width) / 2 + (Math.abs(across.y) * height) / 2 + away;
  return { x: on.x + across.x * reach * side, y: on.y + across.y * reach * side };
}

function bent(from: Point, to: Point, bow: number): Curve {
  const way = { x: to.x - from.x, y: to.y - from.y };
  const off = (share: number): Point => ({ x: from.x + way.x * share - way.y * bow, y: from.y + way.y * share + way.x * bow });
  return [from, off(0.3), off(0.7), to];
}

/** The part of a curve between its two boxes. */
function cut(curve: Curve, from: Rect, to: Rect): Curve {
  const steps = 48;
  let [begin, end] = [0, 1];
  for (let at = 0; at <= steps; at += 1) if (within(pointAt(curve, at / steps), from)) begin = at / steps;
  for (let at = steps; at >= 0; at -= 1) if (within(pointAt(curve, at / steps), to)) end = at / steps;
  begin = edge(curve, begin, 1 / steps, from);
  end = edge(curve, end, -1 / steps, to);
  return end > begin + 0.02 ? part(curve, begin, end) : part(curve, Math.min(begin, 0.98), Math.min(begin, 0.98) + 0.02);
}

/** Where a curve really leaves a box: inside at `at`, outside one `step` on. */
function edge(curve: Curve, at: number, step: number, box: Rect): number {
  let [inside, outside] = [at, at + step];
  for (let turn = 0; turn < 7; turn += 1) {
    const middle = (inside + outside) / 2;
    if (within(pointAt(curve, middle), box)) inside = middle;
    else outside = middle;
  }
  return Math.min(1, Math.max(0, outside));
}

function within(point: Point, box: Rect): boolean {
  return Math.abs(point.x - box.x) <= box.width / 2 + GAP && Math.abs(point.y - box.y) <= box.height / 2 + GAP;
}

export function overlaps(one: Rect, other: Rect, air = 0): boolean {
  return Math.abs(one.x - other.x) < (one.width + other.width) / 2 + air && Math.abs(one.y - other.y) < (one.height + other.height) / 2 + air;
}

/** Whether a short line meets a rectangle with some air around it (Liang and Barsky). */
function touches(a: Point, b: Point, box: Rect, air: number): boolean {
  let [low, high] = [0, 1];
  for (const [from, way, middle, half] of [
    [a.x, b.x - a.x, box.x, box.width / 2 + air],
    [a.y, b.y - a.y, box.y, box.height / 2 + air],
  ] as const) {
    if (Math.abs(way) < 1e-9) {
      if (Math.abs(from - middle) > half) return false;
      continue;
    }
    const [one, other] = [(middle - half - from) / way, (middle + half - from) / way];
    low = Math.max(low, Math.min(one, other));
    high = Math.min(high, Math.max(one, other));
  }
  return low <= high;
}

function pointAt([p, q, r, s]: Curve, t: number): Point {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: a * p.x + b * q.x + c * r.x + d * s.x, y: a * p.y + b * q.y + c * r.y + d * s.y };
}

/** The curve between two shares of its way, by blossoming. */
function part(curve: Curve, begin: number, end: number): Curve {
  const blossom = (...shares: readonly number[]): Point => {
    let points: readonly Point[] = curve;
    for (const t of shares) points = points.slice(1).map((next, at) => ({ x: (points[at]?.x ?? 0) * (1 - t) + next.x * t, y: (points[at]?.y ?? 0) * (1 - t) + next.y * t }));
    return points[0] ?? curve[0];
  };
  return [blossom(begin, begin, begin), blossom(begin, begin, end), blossom(begin, end, end), blossom(end, end, end)];
}

function pathOf([p, q, r, s]: Curve): string {
  const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${at(p)}C${at(q)} ${at(r)} ${at(s)}`;
}
