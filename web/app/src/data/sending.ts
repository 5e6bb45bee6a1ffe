/**
 * Sending files: one after the other, in parts, so that any size arrives and nothing is lost when the network blinks.
 * What lives here: the queue and how far each file is, for the whole app, whatever page is shown. Not here: React but
 * for one hook; what becomes of a file that has arrived (data/evidence.ts).
 */
import { useSyncExternalStore } from "react";
import { api, ask } from "../api/client";
import { asProblem, type Problem } from "../api/problem";
import type { Upload } from "./evidence";

export const PART = 4 * 1024 * 1024;
const TRIES = 4;

export interface Sending {
  readonly key: string;
  readonly workspace: string;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly state: "waiting" | "sending" | "sent" | "failed";
  /** The id of the upload, once there is one. */
  readonly upload: string;
  readonly problem: Problem | null;
}

/** How bytes get to the server; another one in tests. */
export interface Wire {
  begin(workspace: string, name: string, size: number): Promise<Upload>;
  part(workspace: string, upload: string, at: number, bytes: Blob, signal: AbortSignal): Promise<Upload>;
  drop(workspace: string, upload: string): Promise<unknown>;
}

const server: Wire = {
  begin: (workspace, name, size) =>
    ask(api.POST("/api/v1/workspaces/{workspace}/uploads", { params: { path: { workspace } }, body: { name, size } })),
  part: (workspace, upload, at, bytes, signal) =>
    ask(
      api.PUT("/api/v1/workspaces/{workspace}/uploads/{upload}/content", {
        params: { path: { workspace, upload }, query: { at } },
        body: bytes as never,
        signal,
      }),
    ),
  drop: (workspace, upload) => ask(api.DELETE("/api/v1/workspaces/{workspace}/uploads/{upload}", { params: { path: { workspace, upload } } })),
};

export class Sender {
  private list: readonly Sending[] = [];
  private readonly files = new Map<string, File>();
  private readonly stops = new Map<string, AbortController>();
  private readonly listeners = new Set<() => void>();
  private busy = false;
  private last = 0;

  constructor(
    private readonly wire: Wire = server,
    private readonly pause: (tries: number) => Promise<void> = (tries) => new Promise((go) => setTimeout(go, 500 * 2 ** tries)),
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly all = (): readonly Sending[] => this.list;

  /** Send these files too; gives their keys. */
  add(workspace: string, files: readonly File[]): readonly string[] {
    const added = files.map((file): Sending => {
      const key = `${++this.last}`;
      this.files.set(key, file);
      return { key, workspace, name: file.name, size: file.size, sent: 0, state: "waiting", upload: "", problem: null };
    });
    this.set([...this.list, ...added]);
    void this.run();
    return added.map((one) => one.key);
  }

  /** Stop sending a file, and forget it here and there. */
  cancel(key: string): void {
    const one = this.list.find((each) => each.key === key);
    this.stops.get(key)?.abort();
    this.forget(key);
    if (one?.upload && one.state !== "sent") void this.wire.drop(one.workspace, one.upload).catch(() => undefined);
  }

  /** Forget a file that has arrived, or failed. */
  forget(key: string): void {
    this.files.delete(key);
    this.set(this.list.filter((one) => one.key !== key));
  }

  private async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let next = this.waiting(); next; next = this.waiting()) await this.send(next);
    this.busy = false;
  }

  private waiting(): Sending | undefined {
    return this.list.find((one) => one.state === "waiting");
  }

  private async send({ key, workspace, name, size }: Sending): Promise<void> {
    const file = this.files.get(key);
    if (!file) return;
    const stop = new AbortController();
    this.stops.set(key, stop);
    this.change(key, { state: "sending" });
    try {
      const { id } = await this.wire.begin(workspace, name, Math.max(size, 1));
      this.change(key, { upload: id });
      if (stop.signal.aborted) return void (await this.wire.drop(workspace, id));
      for (let at = 0; at < size; ) {
        const bytes = file.slice(at, at + PART);
        await this.part(workspace, id, at, bytes, stop.signal);
        at += bytes.size;
        this.change(key, { sent: at });
      }
      this.change(key, { state: "sent" });
    } catch (thrown) {
      if (!stop.signal.aborted) this.change(key, { state: "failed", problem: asProblem(thrown) });
    } finally {
      this.stops.delete(key);
      this.files.delete(key);
    }
  }

  /** One part, again and again where only the way to the server failed; the server takes a part twice as once. */
  private async part(workspace: string, upload: string, at: number, bytes: Blob, signal: AbortSignal): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await this.wire.part(workspace, upload, at, bytes, signal);
        return;
      } catch (thrown) {
        if (signal.aborted || tries + 1 >= TRIES || ![0, 502, 503, 504].includes(asProblem(thrown).status)) throw thrown;
        await this.pause(tries);
      }
    }
  }

  private change(key: string, change: Partial<Sending>): void {
    this.set(this.list.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  private set(list: readonly Sending[]): void {
    this.list = list;
    this.listeners.forEach((listener) => listener());
  }
}

export const sender = new Sender();

/** The files that are being sent to a workspace. */
export function useSendings(workspace: string): readonly Sending[] {
  const all = useSyncExternalStore(sender.subscribe, sender.all);
  return all.filter((one) => one.workspace === workspace);
}
