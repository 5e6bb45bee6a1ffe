/**
 * One lasting conversation with a room over WebSockets that come and go. What lives here: opening, hello, numbering,
 * pings, closing codes, patience. Not here: what is said (live), the bytes of it (frames).
 */
import type { Status } from "./contract";
import { edit, type Frame, hello, type Hello, heard, ping, presence } from "./frames";

/** What of a WebSocket is used. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

export interface LinkOptions {
  readonly url: string;
  readonly connect: (url: string) => Socket;
  readonly random: () => number;
  readonly hello: () => Hello;
  readonly onFrame: (frame: Exclude<Frame, { is: "pong" }>) => void;
  /** The conversation broke off; it will be taken up again. */
  readonly onDown: () => void;
  /** The room will not go on with our document: it will be opened anew, by a hello that the callee prepares. */
  readonly onEpoch: () => void;
  readonly onClosed: (reason: Status["reason"]) => void;
  /** Why a socket may not have opened; a browser does not say. Empty: no reason, try again. */
  readonly ask: () => Promise<Status["reason"]>;
}

const OPEN = 1;
const PING_EVERY = 20_000;
const PONG_WITHIN = 10_000;
const FIRST_WAIT = 400;
const LONGEST_WAIT = 30_000;
const MISSED = 4408;

type Close = { readonly wait: number | "patience" } | { readonly reason: Status["reason"] } | { readonly epoch: true };

/** What each closing code asks for; any other, and a connection that never came to be, asks for patience. */
const CODES: Readonly<Record<number, Close>> = {
  4401: { reason: "signed-out" },
  4403: { reason: "forbidden" },
  4404: { reason: "gone" },
  [MISSED]: { wait: 0 },
  4409: { epoch: true },
  4413: { reason: "too-large" },
  4429: { wait: 1_000 },
};
const MALFORMED = 4400;

export class Link {
  private socket: Socket | null = null;
  private seq = 0;
  private serial = 0;
  private failures = 0;
  private malformed = 0;
  private welcomed = false;
  private ended = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pinging: ReturnType<typeof setTimeout> | undefined;
  private readonly onOnline = (): void => {
    if (this.socket) return;
    this.failures = 0;
    this.open();
  };

  constructor(private readonly options: LinkOptions) {
    globalThis.addEventListener?.("online", this.onOnline);
    this.open();
  }

  /** Send an edit; its number. Only between a welcome and the next `onDown`. */
  edit(update: Uint8Array): number {
    this.seq += 1;
    this.socket?.send(edit(this.seq, update));
    return this.seq;
  }

  presence(update: Uint8Array): void {
    if (this.welcomed && this.socket?.readyState === OPEN) this.socket.send(presence(update));
  }

  /** Break off and say hello anew. */
  again(): void {
    this.drop();
    this.options.onDown();
    this.wait(0);
  }

  close(): void {
    this.ended = true;
    globalThis.removeEventListener?.("online", this.onOnline);
    this.drop();
  }

  private open(): void {
    if (this.ended || this.socket) return;
    clearTimeout(this.timer);
    const socket = this.options.connect(this.options.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.seq = 0;
      this.serial = 0;
      socket.send(hello(this.options.hello()));
      this.keepAlive();
    };
    socket.onmessage = ({ data }) => {
      this.keepAlive();
      this.hear(data);
    };
    socket.onclose = ({ code }) => {
      this.closed(code);
      if (!opened) void this.askWhy();
    };
    socket.onerror = () => undefined; // always followed by onclose, which says more
  }

  private hear(data: unknown): void {
    const frame = data instanceof ArrayBuffer ? heard(data) : undefined;
    if (!frame || (frame.is === "update" && !this.follows(frame.serial))) {
      this.drop(MISSED);
      this.closed(MISSED);
      return;
    }
    if (frame.is === "pong") return;
    if (frame.is === "welcome") {
      this.serial = frame.welcome.serial - 1; // the update that follows carries the number of the welcome
      this.welcomed = true;
    }
    if (frame.is === "saved" || frame.is === "update") this.failures = 0;
    if (frame.is === "saved") this.malformed = 0;
    this.options.onFrame(frame);
  }

  private follows(serial: number): boolean {
    if (serial !== this.serial + 1) return false;
    this.serial = serial;
    return true;
  }

  private closed(code: number): void {
    this.drop();
    this.options.onDown();
    const does = code === MALFORMED ? this.afterMalformed() : CODES[code];
    if (does && "reason" in does) {
      this.close();
      this.options.onClosed(does.reason);
      return;
    }
    if (does && "epoch" in does) {
      this.options.onEpoch();
      this.wait(0);
      return;
    }
    this.wait(does?.wait ?? "patience");
  }

  private async askWhy(): Promise<void> {
    const reason = await this.options.ask();
    if (reason === "" || this.ended || this.welcomed) return;
    this.close();
    this.options.onClosed(reason);
  }

  private afterMalformed(): Close {
    this.malformed += 1;
    return this.malformed > 1 ? { reason: "broken" } : { wait: "patience" };
  }

  /** Try again after `wait`; longer each time that it fails, and not all browsers at once. */
  private wait(wait: number | "patience"): void {
    if (this.ended) return;
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
    const patience = this.failures === 0 && wait !== "patience" ? 0 : longest * (0.5 + this.options.random() / 2);
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.open();
      },
      Math.max(wait === "patience" ? 0 : wait, patience),
    );
  }

  private keepAlive(): void {
    clearTimeout(this.pinging);
    this.pinging = setTimeout(() => {
      if (this.socket?.readyState !== OPEN) return;
      this.socket.send(ping());
      this.pinging = setTimeout(() => {
        this.closed(0); // no pong: the line is dead, whatever the socket believes
      }, PONG_WITHIN);
    }, PING_EVERY);
  }

  private drop(code = 1000): void {
    const { socket } = this;
    clearTimeout(this.pinging);
    clearTimeout(this.timer);
    this.socket = null;
    this.welcomed = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => undefined;
    socket.close(code);
  }
}
