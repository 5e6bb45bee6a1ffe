/** People in a fake room, on a clock that the test moves. */
import { afterEach, beforeEach, vi } from "vitest";
import type { MapStore } from "../src/contract";
import { openIn } from "../src/open";
import { dice } from "./dice";
import { trip } from "./maps";
import { FakeRoom } from "./room";

export class Scene {
  room = new FakeRoom(trip());
  private readonly open: MapStore[] = [];

  /** Somebody comes in; resolves when they see the map. */
  async enter(seed = 1): Promise<MapStore> {
    const opening = this.opening(seed);
    await pass();
    const store = await opening;
    this.open.push(store);
    return store;
  }

  opening(seed = 1): Promise<MapStore> {
    const world = { connect: this.room.connect, ask: this.room.ask, now: () => Date.now(), random: dice(seed) };
    return openIn(world, { url: "ws://room/live", workspace: "w", map: "m" });
  }

  /** Everyone leaves; another room stands there. */
  again(): void {
    for (const store of this.open.splice(0)) store.close();
    this.room.close();
    this.room = new FakeRoom(trip());
  }
}

/** A scene for each test of a file. */
export function scene(): Scene {
  const made = new Scene();
  beforeEach(() => {
    vi.useFakeTimers();
    made.again();
  });
  afterEach(() => {
    made.again();
    vi.useRealTimers();
  });
  return made;
}

export const pass = (time = 100): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

export const text = (store: MapStore, id: string): string | undefined => store.get<"card">(id)?.text;

export const write = (store: MapStore, id: string, said: string): void => {
  store.edit("write", (tx) => tx.set<"card">(id, { text: said }));
};
