import { describe, expect, test } from "vitest";
import { dice } from "../test/dice";
import { trip } from "../test/maps";
import type { Fields } from "./document";
import { Lines } from "./lines";
import { openLocal } from "./local";

const CELLS = [
  ["step:pack", "actions"],
  ["step:fly", "actions"],
  ["step:fly", "pains"],
] as const;

describe("one edit of many changes", () => {
  test.each(Array.from({ length: 20 }, (_, seed) => seed))("leaves every card where a plain list would have it (seed %i)", (seed) => {
    const random = dice(seed + 1);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const store = openLocal(trip());
    const model = CELLS.map(([parent, lane]) => [...store.cell(parent, lane)]);
    const cellOf = (id: string): number => model.findIndex((cell) => cell.includes(id));
    const take = (id: string): void => {
      const cell = model[cellOf(id)];
      cell?.splice(cell.indexOf(id), 1);
    };
    store.edit("much", (tx) => {
      for (let count = 0; count < 300; count += 1) {
        const at = Math.floor(random() * CELLS.length);
        const [parent, lane] = CELLS[at] ?? CELLS[0];
        const cell = model[at] ?? [];
        const all = model.flat();
        const chance = random();
        if (chance < 0.5 || all.length === 0) {
          const id = `card:m${String(count)}`;
          tx.put({ type: "card", id, parent, lane, order: "", text: id });
          cell.push(id);
        } else if (chance < 0.85) {
          const id = pick(all);
          take(id);
          const beside = cell.length > 0 ? pick(cell) : undefined;
          const behind = random() < 0.5;
          tx.set<"card">(id, { lane });
          tx.move(id, { parent, ...(beside === undefined ? {} : behind ? { after: beside } : { before: beside }) });
          cell.splice(beside === undefined ? cell.length : cell.indexOf(beside) + (behind ? 1 : 0), 0, id);
        } else {
          const id = pick(all);
          take(id);
          tx.remove([id]);
        }
      }
    });
    expect(CELLS.map(([parent, lane]) => store.cell(parent, lane))).toEqual(model);
  });

  test("asks who stands in a sequence once, however much comes into it", () => {
    let asked = 0;
    const lines = new Lines(() => {
      asked += 1;
      return [];
    });
    const at = (order: string): Fields => ({ type: "card", parent: "step:pack", lane: "actions", order });
    for (let count = 0; count < 5_000; count += 1) {
      const fields = at(String(count).padStart(5, "0"));
      lines.of(`card:${String(count)}`, fields);
      lines.enter(`card:${String(count)}`, fields);
    }
    expect(asked).toBe(1);
    expect(lines.of("card:new", at(""))).toHaveLength(5_000);
    lines.leave("card:7", at("00007"));
    expect(lines.of("card:new", at(""))).toHaveLength(4_999);
  });
});
