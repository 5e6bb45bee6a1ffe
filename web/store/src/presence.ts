/**
 * Who else has the map open, and where they are. What lives here: awareness in and out, throttled. Not here: the socket
 * (link). Nothing of this is ever written into the document.
 */
import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness";
import type * as Y from "yjs";
import type { Presence } from "./contract";

/** Where somebody is: what changes while one works. */
export type Whereabouts = Pick<Presence, "selected" | "editing" | "dragging">;

const THROTTLE = 60;
/** The room takes 16 KiB of presence; whoever selects more than this is seen with the first of it. */
const MOST_SHOWN = 100;
const NOWHERE: Whereabouts = { selected: [], editing: "", dragging: null };
const REMOTE = Symbol("remote");

export class Company {
  others: readonly Presence[] = Object.freeze([]);
  private readonly awareness: Awareness;
  private where: Whereabouts = NOWHERE;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = -Infinity;

  constructor(
    doc: Y.Doc,
    private readonly send: (update: Uint8Array) => void,
    private readonly changed: () => void,
  ) {
    this.awareness = new Awareness(doc);
    this.awareness.setLocalState(null);
    this.awareness.on("change", (_: unknown, origin: unknown) => {
      if (origin !== "local") this.refresh();
    });
    // Awareness renews its own state every 15 s, so that nobody takes us for gone.
    this.awareness.on("update", (_: unknown, origin: unknown) => {
      if (origin === "local") this.soon();
    });
  }

  show(where: Partial<Whereabouts>): void {
    this.where = { ...this.where, ...where };
    const { selected } = this.where;
    this.awareness.setLocalState({ ...this.where, selected: selected.slice(0, MOST_SHOWN) });
  }

  /** The room let us in (again): say where we are. Who we are, the room knows and says itself. */
  enter(): void {
    this.show({});
  }

  /** The line is down: we see nobody. */
  leave(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const all = [...this.awareness.getStates().keys()].filter((client) => client !== this.awareness.clientID);
    removeAwarenessStates(this.awareness, all, REMOTE);
    // What comes later may be older than what we last heard of them, and still is news.
    for (const client of all) this.awareness.meta.delete(client);
  }

  hear(update: Uint8Array): void {
    applyAwarenessUpdate(this.awareness, update, REMOTE);
  }

  close(): void {
    clearTimeout(this.timer);
    this.awareness.setLocalState(null);
    this.now();
    this.awareness.destroy();
    clearTimeout(this.timer);
  }

  private soon(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.last + THROTTLE - Date.now());
    this.timer = setTimeout(() => {
      this.now();
    }, wait);
  }

  private now(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = Date.now();
    this.send(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]));
  }

  private refresh(): void {
    const found: Presence[] = [];
    for (const [client, state] of this.awareness.getStates()) {
      if (client !== this.awareness.clientID) found.push(read(client, state as Record<string, unknown>));
    }
    this.others = Object.freeze(found.sort((one, other) => one.client - other.client));
    this.changed();
  }
}

/** What somebody else's browser said, taken with care. */
function read(client: number, state: Record<string, unknown>): Presence {
  const word = (value: unknown): string => (typeof value === "string" ? value : "");
  const selected = Array.isArray(state["selected"]) ? state["selected"].filter((id) => typeof id === "string") : [];
  const user = (state["user"] ?? {}) as Record<string, unknown>;
  const drag = state["dragging"] as Record<string, unknown> | null | undefined;
  return {
    client,
    id: word(user["id"]),
    name: word(user["name"]),
    color: word(user["color"]),
    selected,
    editing: word(state["editing"]),
    dragging: drag ? { id: word(drag["id"]), parent: word(drag["parent"]), lane: word(drag["lane"]) } : null,
  };
}
