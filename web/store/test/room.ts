/**
 * A room as docs/spec/room-protocol.md says, in memory: the other end of the WebSocket in tests of the store. The real one
 * is tried in tests/server/rooms/test_browser_store.py. What a test wants to go wrong, it asks for.
 */
import type { AnyRecord } from "@outsidein/schema";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import { recordsOf, writeChanges } from "../src/document";
import type { Status } from "../src/contract";
import { fromBase64, toBase64 } from "../src/frames";
import type { Socket } from "../src/link";

interface Hello {
  epoch: string;
  vector: string;
  client: number;
}

export class FakeRoom {
  doc = new Y.Doc();
  epoch = "one";
  serial = 0;
  role = "editor";
  canEdit = true;
  locked = false;
  /** Nothing gets to the disk while this is set. */
  diskFull = false;
  /** Nobody gets through while this is set. */
  unreachable = false;
  /** Refuse the next edit for this reason. */
  refuseNext = "";
  /** Where the epoch before ended, if the room still knows, and what it then makes of unsent work. */
  farewell: { readonly vector: Uint8Array; readonly changes: readonly unknown[] } | null = null;
  /** Lose the next update to this many members. */
  lose = 0;
  readonly hellos: Hello[] = [];
  readonly edits: Uint8Array[] = [];
  readonly sockets = new Set<FakeSocket>();
  private readonly awareness = new Awareness(this.doc);
  private names = 0;

  constructor(records: Iterable<AnyRecord>) {
    this.awareness.setLocalState(null);
    this.write(records);
  }

  readonly connect = (): Socket => {
    const socket = new FakeSocket(this, `person ${String((this.names += 1))}`);
    this.sockets.add(socket);
    later(() => {
      if (this.unreachable) socket.end(1006);
      else socket.open();
    });
    return socket;
  };

  /** What HTTP would say of a socket that does not open. */
  reason: Status["reason"] = "";
  readonly ask = (): Promise<Status["reason"]> => Promise.resolve(this.reason);

  /** An edit from outside, such as a file's. */
  write(records: Iterable<AnyRecord>): void {
    this.change(() => {
      for (const { id, ...fields } of records) {
        const changes = Object.entries(fields).map(([field, after]) => ({ id, field, before: undefined, after: after as unknown }));
        writeChanges(recordsOf(this.doc), changes);
      }
    });
  }

  text(id: string): unknown {
    return recordsOf(this.doc).get(id)?.get("text");
  }

  /** Everyone is cut off; with `code` the server says why. */
  cut(code = 1006): void {
    for (const socket of [...this.sockets]) socket.end(code);
  }

  /** The server writes the document anew: same records, another epoch. */
  rewrite(epoch: string): void {
    const records = recordsOf(this.doc).toJSON() as Record<string, object>;
    this.cut(1012);
    this.doc = new Y.Doc();
    this.epoch = epoch;
    this.write(Object.entries(records).map(([id, fields]) => ({ ...fields, id }) as AnyRecord));
  }

  notify(about: string, data: object): void {
    for (const socket of this.sockets) socket.say(5, { about, ...data });
  }

  /** What is on its way to the disk gets there. */
  sync(): void {
    this.diskFull = false;
    for (const socket of this.sockets) this.saved(socket);
  }

  receive(socket: FakeSocket, data: Uint8Array): void {
    const body = data.subarray(1);
    switch (data[0]) {
      case 0:
        this.hello(socket, JSON.parse(new TextDecoder().decode(body)) as Hello);
        break;
      case 1:
        this.edit(socket, new DataView(data.buffer, data.byteOffset).getUint32(1), data.subarray(5));
        break;
      case 2:
        applyAwarenessUpdate(this.awareness, body, socket);
        this.see(socket);
        break;
      case 6:
        socket.deliver(Uint8Array.of(6));
        break;
      default:
        socket.end(4400);
    }
  }

  leave(socket: FakeSocket): void {
    if (!this.sockets.delete(socket)) return;
    removeAwarenessStates(this.awareness, [socket.client], "gone");
    for (const other of this.sockets) if (other.client) other.deliver(framed(2, encodeAwarenessUpdate(this.awareness, [socket.client], new Map())));
  }

  private hello(socket: FakeSocket, hello: Hello): void {
    this.hellos.push(hello);
    if (hello.epoch !== "" && hello.epoch !== this.epoch) {
      socket.leaving = true;
      const vector = this.farewell ? toBase64(this.farewell.vector) : "";
      socket.say(4, { seq: 0, reason: "epoch", vector, diagnostics: [], changes: [] });
      return;
    }
    socket.client = hello.client;
    const you = { id: socket.name, name: socket.name, color: "#123456" };
    const vector = toBase64(Y.encodeStateVector(this.doc));
    const may = this.canEdit && !this.locked;
    socket.say(0, { epoch: this.epoch, vector, role: this.role, can_edit: may, locked: this.locked, you, serial: this.serial });
    socket.deliver(numbered(1, this.serial, Y.encodeStateAsUpdate(this.doc, fromBase64(hello.vector))));
    if (this.awareness.states.size > 0) socket.deliver(framed(2, encodeAwarenessUpdate(this.awareness, [...this.awareness.states.keys()])));
  }

  private edit(socket: FakeSocket, seq: number, update: Uint8Array): void {
    if (seq !== socket.seq + 1) {
      socket.end(4408);
      return;
    }
    socket.seq = seq;
    if (socket.leaving) {
      socket.say(4, { seq, reason: "epoch", diagnostics: [], changes: this.farewell?.changes ?? [] });
      socket.end(4409);
      return;
    }
    if (this.refuseNext !== "") {
      socket.say(4, { seq, reason: this.refuseNext, diagnostics: [{ code: "rooms/x", says: "No.", fix: "Yes." }], changes: [] });
      this.refuseNext = "";
      socket.end(4409);
      return;
    }
    this.edits.push(update);
    this.change(() => {
      Y.applyUpdate(this.doc, update);
    });
    this.saved(socket);
  }

  private saved(socket: FakeSocket): void {
    if (!this.diskFull && socket.seq > 0) socket.deliver(numbered(3, socket.seq, new Uint8Array()));
  }

  private change(act: () => void): void {
    const before = Y.encodeStateVector(this.doc);
    act();
    const update = Y.encodeStateAsUpdate(this.doc, before);
    this.serial += 1;
    for (const socket of this.sockets) {
      if (!socket.client) continue;
      if (this.lose > 0) this.lose -= 1;
      else socket.deliver(numbered(1, this.serial, update));
    }
  }

  private see(from: FakeSocket): void {
    const state = this.awareness.states.get(from.client);
    if (state) state["user"] = { id: from.name, name: from.name, color: "#123456" };
    for (const socket of this.sockets) if (socket.client) socket.deliver(framed(2, encodeAwarenessUpdate(this.awareness, [from.client])));
  }

  close(): void {
    this.awareness.destroy();
  }
}

export class FakeSocket implements Socket {
  binaryType = "blob";
  readyState = 0;
  client = 0;
  seq = 0;
  /** It came with an epoch that has ended. */
  leaving = false;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;

  constructor(
    private readonly room: FakeRoom,
    readonly name: string,
  ) {}

  open(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.onopen?.(undefined as never);
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    const copy = data.slice();
    later(() => {
      if (this.room.sockets.has(this) && !this.room.unreachable) this.room.receive(this, copy);
    });
  }

  close(): void {
    this.readyState = 3;
    later(() => {
      this.room.leave(this);
    });
  }

  say(kind: number, body: object): void {
    this.deliver(framed(kind, new TextEncoder().encode(JSON.stringify(body))));
  }

  deliver(frame: Uint8Array<ArrayBuffer>): void {
    later(() => {
      if (this.readyState === 1) this.onmessage?.({ data: frame.buffer });
    });
  }

  end(code: number): void {
    later(() => {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.room.leave(this);
      this.onclose?.({ code, reason: "" });
    });
  }
}

/** What is sent arrives later, and in the order in which it was sent. */
function later(act: () => void): void {
  setTimeout(act, 1);
}

function framed(kind: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(1 + body.length);
  frame[0] = kind;
  frame.set(body, 1);
  return frame;
}

function numbered(kind: number, number: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(5 + body.length);
  frame[0] = kind;
  new DataView(frame.buffer).setUint32(1, number);
  frame.set(body, 5);
  return frame;
}
