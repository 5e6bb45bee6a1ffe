import type { Estimate } from "@outsidein/schema";
import { describe, expect, it } from "vitest";
import type { Flows, Spot } from "../../data/journeys";
import { cut, FRAME, layOut, outline } from "./sankey";
import { spotId } from "./told";

const estimate = (value: number, n = 100): Estimate => ({ value, low: value, high: value, n, method: "exact", measure: "", unit: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0 });

/** Flows of walks told as texts: each letter an event, `.` others. */
function flowsOf(walks: Readonly<Record<string, number>>, first: number): Flows {
  const spot = (walk: string, at: number): Spot | null => {
    if (at > walk.length + 1 || at > first) return null;
    const letter = walk[at - 1];
    if (letter === undefined) return { position: at, standing: "end", touchpoint: "" };
    return letter === "." ? { position: at, standing: "others", touchpoint: "" } : { position: at, standing: "touchpoint", touchpoint: letter };
  };
  const stand = new Map<string, { spot: Spot; n: number }>();
  const go = new Map<string, { of: Spot; to: Spot; n: number }>();
  for (const [walk, n] of Object.entries(walks)) {
    for (let at = 1; at <= first; at += 1) {
      const here = spot(walk, at);
      const then = spot(walk, at + 1);
      if (!here) continue;
      stand.set(spotId(here), { spot: here, n: (stand.get(spotId(here))?.n ?? 0) + n });
      if (!then || here.standing === "end") continue;
      const key = `${spotId(here)} ${spotId(then)}`;
      go.set(key, { of: here, to: then, n: (go.get(key)?.n ?? 0) + n });
    }
  }
  const rank = { touchpoint: 0, others: 1, end: 2 };
  const nodes = [...stand.values()].sort((a, b) => a.spot.position - b.spot.position || rank[a.spot.standing] - rank[b.spot.standing] || b.n - a.n);
  return {
    cases: Object.values(walks).reduce((sum, n) => sum + n, 0),
    nodes: nodes.map(({ spot: where, n }) => ({ spot: where, count: estimate(n), share: estimate(n / 100), holds: 1 })),
    flows: [...go.values()].map(({ of, to, n }) => ({ of, to, count: estimate(n), share: estimate(n / 100), onwards: estimate(1) })),
  };
}

/** Walks by a generator whose seed is given, so that each world can be told again. */
function world(seed: number): Record<string, number> {
  let state = seed * 7919 + 17;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return Object.fromEntries(Array.from({ length: 3 + next(30) }, () => [Array.from({ length: 1 + next(7) }, () => "abcdefgh."[next(9)]).join(""), 1 + next(next(3) ? 20 : 4000)]));
}

const WORLDS = Array.from({ length: 40 }, (_, seed) => ({ seed, flows: flowsOf(world(seed), 5) }));

describe("the picture of flows", () => {
  it.each(WORLDS)("lets no two bars or labels of a column meet (world $seed)", ({ flows }) => {
    const { bars, height } = layOut(flows);
    for (const x of new Set(bars.map((bar) => bar.x))) {
      const column = bars.filter((bar) => bar.x === x).sort((a, b) => a.y - b.y);
      column.forEach((bar, index) => {
        const below = column[index + 1];
        if (below) expect(below.y).toBeGreaterThanOrEqual(bar.y + Math.max(bar.height, FRAME.label) + FRAME.gap - 0.01);
        expect(bar.y + bar.height).toBeLessThanOrEqual(height + 0.01);
      });
    }
  });

  it.each(WORLDS)("keeps every flow as thick as it is many, and within its bars (world $seed)", ({ flows }) => {
    const { bars, ribbons } = layOut(flows);
    const scales = ribbons.map((ribbon) => ribbon.thickness / (ribbon.flow.count.value ?? 1));
    for (const scale of scales) expect(scale).toBeCloseTo(scales[0] ?? 0, 8);
    for (const bar of bars) {
      const leaving = ribbons.filter((ribbon) => ribbon.of === bar.id);
      const arriving = ribbons.filter((ribbon) => ribbon.to === bar.id);
      for (const [side, end] of [[leaving, "y0"], [arriving, "y1"]] as const) {
        if (!side.length) continue;
        const filled = side.reduce((sum, ribbon) => sum + ribbon.thickness, 0);
        expect(filled).toBeLessThanOrEqual(bar.height + 0.01);
        const stacked = [...side].sort((a, b) => a[end] - b[end]);
        stacked.forEach((ribbon, index) => {
          const above = stacked[index - 1];
          if (above) expect(ribbon[end] - ribbon.thickness / 2).toBeCloseTo(above[end] + above.thickness / 2, 6);
        });
        expect(stacked[0]?.[end]).toBeGreaterThanOrEqual(bar.y);
      }
    }
  });

  it("draws what comes in as what goes out, but at the ends", () => {
    const { bars, ribbons } = layOut(flowsOf({ abc: 40, ab: 30, b: 20, ac: 10 }, 4));
    for (const bar of bars) {
      const sum = (side: "of" | "to"): number => ribbons.filter((ribbon) => ribbon[side] === bar.id).reduce((all, ribbon) => all + ribbon.thickness, 0);
      if (bar.node.spot.position > 1) expect(sum("to")).toBeCloseTo(bar.height, 4);
      if (bar.node.spot.standing !== "end" && bar.node.spot.position < 4) expect(sum("of")).toBeCloseTo(bar.height, 4);
    }
  });

  it("draws nothing of nothing", () => {
    expect(layOut({ nodes: [], flows: [], cases: 0 })).toMatchObject({ bars: [], ribbons: [], columns: [] });
  });

  it("closes the outline of a ribbon and keeps thin ones visible", () => {
    const [ribbon] = layOut(flowsOf({ ab: 1, ac: 4000 }, 2)).ribbons.filter((one) => one.thickness < 1);
    expect(ribbon && outline(ribbon)).toMatch(/^M.*Z$/);
  });

  it("cuts a label to its room and leaves a short one whole", () => {
    expect(cut("home", 100)).toBe("home");
    expect(cut("shipping_details_confirmed", 80).length).toBeLessThanOrEqual(12);
    expect(cut("shipping_details_confirmed", 80)).toMatch(/…$/);
  });
});
