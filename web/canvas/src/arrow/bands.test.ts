import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { arcsOf, wishOf } from "./bands";

type Wish = readonly [most: number, least: number];
interface Case {
  readonly columns: number;
  readonly strands: readonly (readonly [number | null, number | null, readonly Wish[]])[];
  readonly arcs: readonly (readonly [number, number | null, number | null, readonly (readonly [number, number, string])[]])[];
}

const cases = (JSON.parse(readFileSync(new URL("../../../schema/conformance.json", import.meta.url), "utf8")) as { readonly branches: readonly string[] }).branches.map((line) => JSON.parse(line) as Case);

describe("arcs above the steps", () => {
  it.each(cases.map((one, at) => [at, one] as const))("run as they do on paper (%i)", (_, { columns, strands, arcs }) => {
    const found = arcsOf(
      strands.map(([source, target, wishes]) => ({ source, target, wishes: wishes.map(([most, least]) => ({ most, least })) })),
      columns,
    );
    expect(found.map(({ level, leg, tags }) => [level, ...leg, tags.map((tag) => [tag.first, tag.last, tag.lean])])).toEqual(arcs);
  });

  it("keep there and back apart", () => {
    const [there, back] = arcsOf([{ source: 0, target: 2, wishes: [wishOf("on")] }, { source: 2, target: 0, wishes: [wishOf("back")] }], 4);
    expect(there?.level).not.toBe(back?.level);
    expect(new Set([...(there?.leg ?? []), ...(back?.leg ?? [])]).size).toBe(4);
  });
});
