import { describe, expect, it } from "vitest";
import { overlaps, routed, type Rect, type Tie } from "./routing";

const box = (x: number, y: number): Rect => ({ x, y, width: 120, height: 40 });
const tie = (id: string, source: string, target: string): Tie => ({ id, source, target, label: { width: 70, height: 18 } });

/** Points of a path `Mx yCx y x y x y`. */
function points(path: string): readonly (readonly [number, number])[] {
  const [p = 0, q = 0, a = 0, b = 0, c = 0, d = 0, r = 0, s = 0] = path.split(/[MC ]/).filter(Boolean).map(Number);
  return Array.from({ length: 41 }, (_, at) => {
    const t = at / 40;
    const u = 1 - t;
    const mix = (e: number, f: number, g: number, h: number): number => u ** 3 * e + 3 * u * u * t * f + 3 * u * t * t * g + t ** 3 * h;
    return [mix(p, a, c, r), mix(q, b, d, s)] as const;
  });
}

describe("the routes of flows", () => {
  it("begin and end at their boxes, and bend around one that is not theirs", () => {
    const boxes = new Map([["a", box(-300, 0)], ["b", box(300, 0)], ["between", box(0, 0)]]);
    const found = routed(boxes, [tie("f", "a", "b")]).get("f");
    const drawn = points(found?.path ?? "");
    expect(drawn[0]?.[0]).toBeGreaterThan(-245);
    expect(drawn.at(-1)?.[0]).toBeLessThan(245);
    expect(drawn.some(([x, y]) => Math.abs(x) < 60 && Math.abs(y) < 20)).toBe(false);
    expect(found && overlaps(found.label, box(0, 0))).toBe(false);
  });

  it("bow apart where two flow between the same, each with its label in sight", () => {
    const boxes = new Map([["a", box(-200, 0)], ["b", box(200, 0)]]);
    const routes = routed(boxes, [tie("one", "a", "b"), tie("other", "b", "a")]);
    const [one, other] = [routes.get("one"), routes.get("other")];
    expect(one && other && overlaps(one.label, other.label)).toBe(false);
    const [up, down] = [one, other].map((route) => points(route?.path ?? "")[20]?.[1] ?? 0);
    expect(Math.abs((up ?? 0) - (down ?? 0))).toBeGreaterThan(20);
  });

  it("put a label beside a line that is too short for it, never over an actor", () => {
    const boxes = new Map([["a", box(-70, -30)], ["b", box(70, 30)], ["c", box(80, -40)]]);
    const short = ["ab", "ba", "ac", "bc"].map((way) => ({ ...tie(way, way[0] ?? "", way[1] ?? ""), label: { width: 130, height: 19 } }));
    const labels = [...routed(boxes, short).values()].map((one) => one.label);
    const apart = [...boxes.values(), ...labels];
    const meetings = labels.flatMap((label) => apart.filter((other) => other !== label && overlaps(label, other)));
    expect(meetings).toEqual([]);
  });

  it("leave out flows whose ends stand nowhere", () => {
    expect(routed(new Map([["a", box(0, 0)]]), [tie("f", "a", "gone")]).size).toBe(0);
  });
});
