/**
 * Opening a live map: what this browser kept of it first, then the room. What lives here: openMap. Not here: what goes
 * on once it is open (live).
 */
import * as Y from "yjs";
import { Cellar } from "./cellar";
import type { MapStore, OpenMap, Status } from "./contract";
import type { Socket } from "./link";
import { LiveMap } from "./live";
import type { Surroundings } from "./surroundings";

const BROWSER: Surroundings = {
  connect: (url) => new WebSocket(url) as unknown as Socket,
  ask: askServer,
  now: Date.now,
  random: Math.random,
};

export const openMap: OpenMap = (options) => openIn(BROWSER, options);

/** `openMap` in other surroundings than a browser's. */
export async function openIn(
  world: Surroundings,
  { url, workspace, map, offline = false }: Parameters<OpenMap>[0],
): Promise<MapStore> {
  const cellar = offline ? await Cellar.open(workspace, map) : null;
  const known = await cellar?.known();
  const doc = new Y.Doc();
  const at = address(url, workspace, map);
  const live = new LiveMap(world, {
    url: at,
    ask: () => world.ask(new URL(at.replace(/^ws/, "http")).origin, workspace, map),
    doc,
    cellar,
    copy: cellar && known ? await cellar.copy(doc, known.epoch) : null,
    known,
    unsent: (await cellar?.unsent()) ?? new Map(),
    refusals: (await cellar?.refusals()) ?? [],
  });
  try {
    return await live.opened;
  } catch (error) {
    live.close();
    throw error;
  }
}

const REASONS: Readonly<Record<number, Status["reason"]>> = { 401: "signed-out", 403: "forbidden", 404: "gone" };

async function askServer(origin: string, workspace: string, map: string): Promise<Status["reason"]> {
  try {
    const path = `/api/v1/workspaces/${encodeURIComponent(workspace)}/maps/${encodeURIComponent(map)}`;
    const answer = await fetch(origin + path, { headers: { accept: "application/json" } });
    return REASONS[answer.status] ?? "";
  } catch {
    return ""; // no answer either: there is no line, which is nothing against us
  }
}

function address(url: string, workspace: string, map: string): string {
  const here = (globalThis as { location?: { href: string } }).location?.href;
  const at = new URL(`${url.replace(/\/$/, "")}/${encodeURIComponent(workspace)}/${encodeURIComponent(map)}`, here);
  at.protocol = at.protocol.replace("http", "ws");
  return at.href;
}
