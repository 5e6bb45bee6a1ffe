import { describe, expect, it } from "vitest";
import { meets, place, type Box, type Wish } from "./labels";
import { through } from "./line";

describe("numbers of a curve", () => {
  it("never cover one another or a point, in a thousand drawings", () => {
    let state = 7;
    const next = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    for (let drawing = 0; drawing < 1000; drawing += 1) {
      const width = 90 + next() * 60;
      const ys = Array.from({ length: 7 }, () => 30 + next() * 150);
      const wishes: Wish[] = ys.map((y, at) => ({ key: `${at}`, x: (at + 0.5) * width, top: y - 7, bottom: y + 7, width: 60, height: 27, needed: true }));
      const marks: Box[] = ys.map((y, at) => ({ left: (at + 0.5) * width - 7, top: y - 7, right: (at + 0.5) * width + 7, bottom: y + 7 }));
      const boxes = [...place(wishes, { left: 0, top: 0, right: 7 * width, bottom: 216 }, marks, [through(ys, width)]).values()];
      expect(boxes).toHaveLength(7);
      boxes.forEach((box, at) => {
        expect(marks.some((mark) => meets(mark, box))).toBe(false);
        expect(boxes.slice(at + 1).some((other) => meets(other, box))).toBe(false);
      });
    }
  });

  it("are left out where there is no room and they need not be there", () => {
    const wish: Wish = { key: "a", x: 50, top: 20, bottom: 30, width: 40, height: 20, needed: false };
    const wall: Box = { left: 0, top: 0, right: 100, bottom: 200 };
    expect(place([wish], { left: 0, top: 0, right: 100, bottom: 200 }, [wall], []).size).toBe(0);
  });
});
