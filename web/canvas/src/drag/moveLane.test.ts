import { addLane, lanesOf } from "@outsidein/editor";
import { openLocal, type MapStore } from "@outsidein/store";
import { describe, expect, it } from "vitest";
import { KIND, RECORDS } from "../../test/world";
import { isMovableLane, laneBeside, moveLane } from "./moveLane";

const open = (): MapStore => openLocal(RECORDS, { canEdit: true });
const keys = (store: MapStore): string[] => lanesOf(store, KIND).map((one) => one.key);

describe("moving a lane", () => {
  it("puts a lane of the kind behind another, above all, and back by one undo", () => {
    const store = open();
    const before = keys(store);
    const [first = "", second = "", third = ""] = before;
    moveLane(store, KIND, first, third);
    expect(keys(store).slice(0, 3)).toEqual([second, third, first]);
    moveLane(store, KIND, third, "");
    expect(keys(store).slice(0, 3)).toEqual([third, second, first]);
    store.undo();
    store.undo();
    expect(keys(store)).toEqual(before);
  });

  it("leaves what stood behind it where it is, wherever it goes", () => {
    const store = open();
    const [first = "", second = ""] = keys(store);
    const notes = addLane(store, KIND, "tools", { after: first, name: "Notes" });
    moveLane(store, KIND, first, second);
    expect(keys(store).slice(0, 3)).toEqual([notes, second, first]);
    moveLane(store, KIND, notes, first);
    expect(keys(store).slice(0, 3)).toEqual([second, first, notes]);
    moveLane(store, KIND, notes, "");
    expect(keys(store).slice(0, 3)).toEqual([notes, second, first]);
  });

  it("takes any lane to any place, however often", () => {
    const store = open();
    addLane(store, KIND, "tools", { after: "actions", name: "Notes" });
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let turn = 0; turn < 200; turn++) {
      const now = keys(store);
      const key = now[random(now.length)] ?? "";
      const rest = now.filter((one) => one !== key);
      const at = random(rest.length + 1);
      moveLane(store, KIND, key, rest[at - 1] ?? "");
      expect(keys(store)).toEqual([...rest.slice(0, at), key, ...rest.slice(at)]);
    }
  });

  it("walks up and down within its side only", () => {
    const store = open();
    const shown = lanesOf(store, KIND).filter((one) => !one.hidden);
    const side = shown.filter((one) => !(one.inside && one.role !== "measure"));
    const last = side.at(-1)?.key ?? "";
    expect(laneBeside(store, KIND, side[0]?.key ?? "", "up")).toBeUndefined();
    expect(laneBeside(store, KIND, last, "down")).toBeUndefined();
    expect(laneBeside(store, KIND, side[1]?.key ?? "", "up")).toBe("");
  });

  it("keeps the corners of a square together", () => {
    const store = open();
    const corner = KIND.lanes.find((one) => one.quad);
    expect(corner === undefined || !isMovableLane(KIND, `lane:${corner.key}`)).toBe(true);
    expect(isMovableLane(KIND, `lane:${keys(store)[0] ?? ""}`)).toBe(true);
  });
});
