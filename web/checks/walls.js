/**
 * The walls between the packages, as an eslint rule. What lives here: who may import whom, and what is not to be had
 * outside of one room. Not here: other style (eslint.config.js).
 */
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Package → packages below it that it may import, through their doors. */
export const BELOW = {
  schema: [],
  store: ["schema"],
  editor: ["schema", "store"],
  kit: ["schema"],
  canvas: ["schema", "store", "editor", "kit"],
  app: ["schema", "store", "editor", "kit", "canvas"],
};

/** Parts that live in one room (or few) only. */
export const ROOMS = [
  { parts: /^(yjs|y-protocols|y-indexeddb|lib0)(\/|$)/, rooms: ["store"], says: "Only the store speaks Yjs." },
  { parts: /^react-aria(-components)?(\/|$)|^react-stately(\/|$)/, rooms: ["kit", "canvas"], says: "Components come from @outsidein/kit." },
  { parts: /^react(-dom)?(\/|$)/, rooms: ["kit", "canvas", "app"], says: "This package knows no React." },
  { parts: /^(wouter|openapi-fetch|@tanstack\/react-query)(\/|$)/, rooms: ["app"], says: "Only the app routes and asks the server." },
];

/** Doors besides the main one. */
const SIDE_DOORS = new Set(["@outsidein/kit/base.css", "@outsidein/kit/gallery"]);

/** Which package a file belongs to, and whether it is a test. */
export function roomOf(filename) {
  const [room = "", ...rest] = relative(ROOT, filename).split(sep);
  return { room: room in BELOW ? room : "", test: rest.some((part) => part === "tests" || part.includes(".test.")) };
}

/** Why `source` may not be imported by `filename`; undefined where it may. */
export function refusal(filename, source) {
  const { room, test } = roomOf(filename);
  if (!room) return undefined;
  if (source.startsWith(".")) {
    const target = roomOf(resolve(dirname(filename), source.split("?")[0])).room;
    return target && target !== room ? `Import ${target} through its door, @outsidein/${target}.` : undefined;
  }
  const ours = /^@outsidein\/([^/]+)/.exec(source)?.[1];
  if (ours) {
    if (source !== `@outsidein/${ours}` && !SIDE_DOORS.has(source)) return `Import @outsidein/${ours} through its one door.`;
    return BELOW[room].includes(ours) ? undefined : `${room} stands beside or below ${ours}: imports go down only.`;
  }
  if (test) return undefined;
  const kept = ROOMS.find(({ parts, rooms }) => parts.test(source) && !rooms.includes(room));
  return kept?.says;
}

export const walls = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      const message = refusal(context.filename, source);
      if (message) context.report({ node: node.source, message });
    };
    return {
      ImportDeclaration: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
      ImportExpression: check,
    };
  },
};
