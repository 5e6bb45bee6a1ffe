/**
 * The real store in Node, driven over standard input: one JSON command a line, one JSON answer a line. Used by
 * tests/server/rooms/test_browser_store.py against the real server; not part of what ships.
 *
 *   {"as": "ada", "do": "open", "url": "ws://…/live", "workspace": "…", "map": "…", "session": "…"}
 *   {"as": "ada", "do": "set", "id": "card:x", "fields": {"text": "…"}}     put, move, remove, restore, undo, redo
 *   {"as": "ada", "do": "look"}                                            records, status, refusals, others …
 *   {"as": "ada", "do": "until", "what": {"unsaved": 0}}                   waits until the status says so
 *   {"as": "ada", "do": "cut"} / {"as": "ada", "do": "mend"}               without a line / with one again
 *   {"do": "leave"}                                                        everyone goes
 */
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import WebSocket from "ws";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vite = await createServer({
  root,
  configFile: false,
  appType: "custom",
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
const { openIn } = await vite.ssrLoadModule("/store/src/open.ts");

const REASONS = { 401: "signed-out", 403: "forbidden", 404: "gone" };
const people = new Map();

class Person {
  cut = false;
  sockets = new Set();

  async open({ url, workspace, map, session }) {
    const origin = new URL(url.replace(/^ws/, "http")).origin;
    const headers = { cookie: `outsidein=${session}` };
    const world = {
      now: Date.now,
      random: Math.random,
      connect: (address) => {
        const socket = new WebSocket(this.cut ? "ws://127.0.0.1:1" : address, { headers, origin, perMessageDeflate: false });
        this.sockets.add(socket);
        return socket;
      },
      ask: async (from) => {
        if (this.cut) return "";
        const answer = await fetch(`${from}/api/v1/workspaces/${workspace}/maps/${map}`, { headers }).catch(() => ({ status: 0 }));
        return REASONS[answer.status] ?? "";
      },
    };
    this.store = await openIn(world, { url, workspace, map });
    return this.look();
  }

  look() {
    const { store } = this;
    const ids = ["journey", "persona", "touchpoint", "lane", "stage", "step", "card", "encounter", "moment", "arrow"].flatMap((type) => store.ids(type));
    return {
      records: Object.fromEntries(ids.map((id) => [id, store.get(id)])),
      status: store.status,
      me: store.me,
      others: store.others,
      refusals: store.refusals,
      trash: store.trash,
      unplaced: store.unplaced,
      canUndo: store.canUndo,
    };
  }

  until(what) {
    const good = () => Object.entries(what).every(([name, value]) => this.store.status[name] === value);
    if (good()) return this.store.status;
    return new Promise((resolve) => {
      const stop = this.store.subscribe("status", () => {
        if (!good()) return;
        stop();
        resolve(this.store.status);
      });
    });
  }

  act(command) {
    const { store } = this;
    switch (command.do) {
      case "open":
        return this.open(command);
      case "look":
        return this.look();
      case "until":
        return this.until(command.what);
      case "set":
        return store.edit("set", (tx) => tx.set(command.id, withoutNulls(command.fields)));
      case "put":
        return store.edit("put", (tx) => tx.put(command.record));
      case "move":
        return store.edit("move", (tx) => tx.move(command.id, command.to));
      case "remove":
        return store.edit("remove", (tx) => tx.remove(command.ids));
      case "restore":
        return store.edit("restore", (tx) => tx.restore(command.ids));
      case "undo":
        return store.undo() ?? null;
      case "redo":
        return store.redo() ?? null;
      case "children":
        return store.children(command.parent, command.type);
      case "retry":
        return store.retry(store.refusals[0]);
      case "show":
        return store.show(command.where);
      case "cut":
        this.cut = true;
        for (const socket of this.sockets) socket.terminate();
        return null;
      case "mend":
        this.cut = false;
        return null;
      case "close":
        return store.close();
      default:
        throw new Error(`What is “${command.do}”?`);
    }
  }
}

/** A field that is to go is null in JSON. */
function withoutNulls(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? undefined]));
}

process.stdout.write('{"ready": true}\n');
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (command.do === "leave") {
    // Whoever is still there goes: the next test begins with nobody.
    for (const { store } of people.values()) if (store) store.close();
    people.clear();
    process.stdout.write('{"ok": null}\n');
    continue;
  }
  if (!people.has(command.as)) people.set(command.as, new Person());
  let answer;
  try {
    answer = { ok: (await people.get(command.as).act(command)) ?? null };
  } catch (error) {
    answer = { error: String(error), reason: error.reason ?? "" };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
for (const { store } of people.values()) store?.close();
await vite.close();
process.exit(0);
