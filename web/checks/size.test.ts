/** No page asks for more than the budget on a first visit. Needs a build; without one the check is skipped by name. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
// @ts-expect-error plain JavaScript, also run by itself
import { BUDGET, firstLoads } from "./size.js";

const built = existsSync(fileURLToPath(new URL("../../src/outsidein/server/web/manifest.json", import.meta.url)));

test.skipIf(!built)("a first load of every page stays within 200 KB of script and style, gzip", () => {
  const loads = firstLoads() as readonly { readonly page: string; readonly size: number }[];
  expect(loads.length).toBeGreaterThan(5);
  const beyond = loads.filter(({ size }) => size > (BUDGET as number)).map(({ page, size }) => `${page}: ${Math.ceil(size / 1024)} KB`);
  expect(beyond).toEqual([]);
});
