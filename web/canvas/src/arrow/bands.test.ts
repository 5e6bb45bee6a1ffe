import { describe, expect, it } from "vitest";
import { bandOf, type Arc } from "./bands";

const arc = (id: string, from: number, to: number | null, label: string): Arc => ({ id, from, to, label, kind: to === null ? "leaves" : to < from ? "returns" : "leads" });

describe("arrows above the steps", () => {
  it("take no room where there are none", () => {
    expect(bandOf([], 120).height).toBe(0);
  });

  it("stand on heights where no label covers another", () => {
    const arcs = [arc("a", 0, 4, "if it rains"), arc("b", 1, 3, "passes missing"), arc("c", 4, 0, "start again"), arc("d", 2, null, "gives up"), arc("e", 5, 7, "skips")];
    const band = bandOf(arcs, 120);
    const boxes = band.arcs.map((one) => ({ left: one.x - one.width / 2, right: one.x + one.width / 2, y: one.y }));
    boxes.forEach((box, at) => {
      for (const other of boxes.slice(at + 1)) {
        if (Math.abs(box.y - other.y) < 18) expect(box.right <= other.left || other.right <= box.left).toBe(true);
      }
    });
  });

  it("keep there and back apart", () => {
    const band = bandOf([arc("a", 0, 2, "on"), arc("b", 2, 0, "back")], 120);
    const starts = band.arcs.map((one) => one.path.split(" ")[0]);
    expect(new Set(starts).size).toBe(2);
    expect(new Set(band.arcs.map((one) => one.y)).size).toBe(2);
  });
});
