/** Finds the message catalogues of all packages and the keys that code asks for. Not here: what must hold of them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = ["store", "editor", "kit", "canvas", "app"];

function* filesBelow(folder) {
  for (const name of readdirSync(folder)) {
    if (name === "node_modules") continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

const files = PACKAGES.flatMap((one) => [...filesBelow(join(ROOT, one))]);

/** Area → language → messages. */
export function catalogues() {
  const found = new Map();
  for (const file of files) {
    const [, area, language] = /^(.+)\.(en|de)\.json$/.exec(basename(file)) ?? [];
    if (!area) continue;
    found.set(area, { ...found.get(area), [language]: JSON.parse(readFileSync(file, "utf8")) });
  }
  return found;
}

/** All code that may ask for words, tests and the gallery left out, as one text per file. */
export function code() {
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|[\\/](tests|gallery|dev)[\\/]|\.d\.ts$/.test(file))
    .map((file) => ({ file: file.slice(ROOT.length), text: readFileSync(file, "utf8") }));
}

/** Package → what of it a build must keep although nobody asks for its exports; packages that keep all are left out. */
export function kept() {
  const read = (one) => JSON.parse(readFileSync(join(ROOT, one, "package.json"), "utf8")).sideEffects;
  return new Map(PACKAGES.map((one) => [one, read(one)]).filter(([, effects]) => Array.isArray(effects)));
}
