/**
 * The frames of the room protocol (docs/spec/room-protocol.md) as bytes and back. What lives here: both directions. Not
 * here: when which is sent (link). A frame that cannot be understood is undefined.
 */
export interface Hello {
  readonly epoch: string;
  readonly vector: Uint8Array;
  readonly client: number;
}

export interface Welcome {
  readonly epoch: string;
  readonly vector: Uint8Array;
  readonly role: string;
  readonly canEdit: boolean;
  readonly locked: boolean;
  readonly you: { readonly id: string; readonly name: string; readonly color: string };
  readonly serial: number;
}

export interface Refused {
  readonly seq: number;
  readonly reason: string;
  readonly diagnostics: readonly unknown[];
  readonly changes: readonly unknown[];
  /** Of another epoch: where it ended, so that the room can say what our unsent work was. */
  readonly vector: Uint8Array | undefined;
}

export interface Notice {
  readonly about: string;
  readonly [key: string]: unknown;
}

export type Frame =
  | { readonly is: "welcome"; readonly welcome: Welcome }
  | { readonly is: "update"; readonly serial: number; readonly update: Uint8Array }
  | { readonly is: "presence"; readonly update: Uint8Array }
  | { readonly is: "saved"; readonly seq: number }
  | { readonly is: "refused"; readonly refused: Refused }
  | { readonly is: "notice"; readonly notice: Notice }
  | { readonly is: "pong" };

const PROTOCOL = 1;
const HELLO = 0;
const EDIT = 1;
const PRESENCE = 2;
const SAVED = 3;
const REFUSED = 4;
const NOTICE = 5;
const PING = 6;

export function hello({ epoch, vector, client }: Hello): Uint8Array<ArrayBuffer> {
  const said = { protocol: PROTOCOL, epoch, vector: toBase64(vector), client };
  return framed(HELLO, new TextEncoder().encode(JSON.stringify(said)));
}

export function edit(seq: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(5 + update.length);
  frame[0] = EDIT;
  new DataView(frame.buffer).setUint32(1, seq);
  frame.set(update, 5);
  return frame;
}

export function presence(update: Uint8Array): Uint8Array<ArrayBuffer> {
  return framed(PRESENCE, update);
}

export function ping(): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(PING);
}

/** What the server said. */
export function heard(bytes: ArrayBuffer): Frame | undefined {
  const body = new Uint8Array(bytes, Math.min(1, bytes.byteLength));
  switch (new Uint8Array(bytes)[0]) {
    case HELLO: {
      const welcome = readWelcome(json(body));
      return welcome && { is: "welcome", welcome };
    }
    case EDIT: {
      const serial = number(body);
      return serial === undefined ? undefined : { is: "update", serial, update: body.subarray(4) };
    }
    case PRESENCE:
      return { is: "presence", update: body };
    case SAVED: {
      const seq = number(body);
      return seq === undefined ? undefined : { is: "saved", seq };
    }
    case REFUSED: {
      const said = json(body);
      if (!said) return undefined;
      const refused = {
        seq: Number(said["seq"] ?? 0),
        reason: text(said["reason"]),
        diagnostics: list(said["diagnostics"]),
        changes: list(said["changes"]),
        vector: text(said["vector"]) ? fromBase64(text(said["vector"])) : undefined,
      };
      return { is: "refused", refused };
    }
    case NOTICE: {
      const said = json(body);
      return said && typeof said["about"] === "string" ? { is: "notice", notice: { ...said, about: said["about"] } } : undefined;
    }
    case PING:
      return { is: "pong" };
    default:
      return undefined;
  }
}

function readWelcome(said: Record<string, unknown> | undefined): Welcome | undefined {
  if (!said || typeof said["epoch"] !== "string" || typeof said["vector"] !== "string") return undefined;
  const you = (said["you"] ?? {}) as Record<string, unknown>;
  return {
    epoch: said["epoch"],
    vector: fromBase64(said["vector"]),
    role: text(said["role"]),
    canEdit: said["can_edit"] === true,
    locked: said["locked"] === true,
    you: { id: text(you["id"]), name: text(you["name"]), color: text(you["color"]) },
    serial: Number(said["serial"] ?? 0),
  };
}

function framed(kind: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(1 + body.length);
  frame[0] = kind;
  frame.set(body, 1);
  return frame;
}

function number(body: Uint8Array): number | undefined {
  return body.length < 4 ? undefined : new DataView(body.buffer, body.byteOffset).getUint32(0);
}

function json(body: Uint8Array): Record<string, unknown> | undefined {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // not JSON: the link treats it like any frame that it cannot understand
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function fromBase64(said: string): Uint8Array {
  return Uint8Array.from(atob(said), (char) => char.charCodeAt(0));
}
