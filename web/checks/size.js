/**
 * What a first visit to each page has to load, script and style, gzip: `npm run size` after a build (`-- --parts map`
 * for the files of a page); exits 1 beyond the budget. What lives here: reading Vite's manifest and adding up. Not
 * here: building.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** The most that a first load may weigh, in bytes (1 KB = 1,024 bytes). */
export const BUDGET = 200 * 1024;
const BUILT = fileURLToPath(new URL("../../src/outsidein/server/web", import.meta.url));

/** Page → the files of its first load with their weight; the shell is part of each. */
export function firstLoads(folder = BUILT) {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  const weights = new Map();
  const weigh = (file) => {
    if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
    return weights.get(file);
  };
  const files = (key, found = new Set(), seen = new Set()) => {
    if (seen.has(key)) return found;
    seen.add(key);
    const chunk = manifest[key];
    if (/\.(js|css)$/.test(chunk.file)) found.add(chunk.file);
    chunk.css?.forEach((file) => found.add(file));
    chunk.imports?.forEach((next) => files(next, found, seen));
    return found;
  };
  const pages = Object.keys(manifest).filter((key) => /src\/pages\/[^/]+\/index\.tsx$/.test(key) && manifest[key].isDynamicEntry);
  return pages.map((key) => {
    const loaded = files(key, files(entry));
    const parts = [...loaded].map((file) => ({ file, size: weigh(file) })).sort((a, b) => b.size - a.size);
    return { page: /pages\/([^/]+)\//.exec(key)[1], size: parts.reduce((sum, part) => sum + part.size, 0), parts };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const parted = process.argv[process.argv.indexOf("--parts") + 1] ?? "map";
  const loads = firstLoads().sort((a, b) => b.size - a.size);
  const kilobytes = (size) => (size / 1024).toFixed(1).padStart(7);
  for (const { page, size, parts } of loads) {
    console.log(`${kilobytes(size)} KB  ${page}${size > BUDGET ? "  beyond the budget" : ""}`);
    if (process.argv.includes("--parts") && page === parted) {
      for (const part of parts) console.log(`        ${kilobytes(part.size)}  ${part.file}`);
    }
  }
  console.log(`Budget: ${BUDGET / 1024} KB of script and style, gzip.`);
  process.exitCode = loads.some(({ size }) => size > BUDGET) ? 1 : 0;
}
