/**
 * Editors for the live bench, all in one process: the same edits, timings and documents against the reference server and
 * ours. What lives here: the load and what it measured, as one line of JSON. Not here: starting servers (bench/live.py).
 *
 * node load.mjs {"kind": "reference" | "ours", "url", "origin", "full", "senders", "warm", "seconds", "seed"}
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import WebSocket from "ws";
import * as syncProtocol from "y-protocols/sync";
import * as Y from "yjs";

const asked = JSON.parse(process.argv[2]);
const state = readFileSync(asked.state);
const EVERY = 500;
const latencies = [];
const saves = [];
let sent = 0;
let frames = 0;
let measuring = false;
let open = 0;

/** One editor. A full one keeps up with everybody and measures; a sender only counts what it receives. */
class Editor {
  constructor(number, full) {
    this.number = number;
    this.full = full;
    this.doc = new Y.Doc();
    this.ready = false;
    this.card = `card:c${number}`;
    this.waiting = [];
    this.seq = 0;
    const url = asked.kind === "ours" ? `${asked.url}?person=${number}` : asked.url;
    this.socket = new WebSocket(url, { origin: asked.origin, perMessageDeflate: false });
    this.socket.binaryType = "nodebuffer";
    this.socket.on("open", () => this.greet());
    this.socket.on("message", (data) => this.hear(data));
    this.socket.on("close", (code) => {
      if (!ending) throw new Error(`editor ${number} was closed with ${code}`);
    });
  }

  begin() {
    this.ready = true;
    open += 1;
    const records = this.doc.getMap("records");
    if (this.full) {
      records.observeDeep((events) => {
        const now = performance.now();
        for (const event of events) {
          if (event.transaction.local || event.path.length !== 1 || !event.keysChanged.has("text")) continue;
          const at = Number(event.target.get("text"));
          if (measuring && at > began && at < ended) latencies.push(now - at);
        }
      });
    }
    this.doc.on("update", (update, origin) => {
      if (origin !== "server") this.say(update);
    });
  }

  edit() {
    const now = performance.now();
    this.doc.getMap("records").get(this.card).set("text", String(now));
    if (now > began && now < ended) sent += 1;
    setTimeout(() => this.edit(), EVERY * (0.2 + 1.6 * random()));
  }
}

class Reference extends Editor {
  greet() {
    // As its own provider does: ask for what the server has, and send what it lacks.
    if (this.number === 0) Y.applyUpdate(this.doc, state, "server");
    this.write((encoder) => syncProtocol.writeSyncStep1(encoder, this.doc));
  }

  write(fill) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    fill(encoder);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  say(update) {
    this.write((encoder) => syncProtocol.writeUpdate(encoder, update));
  }

  hear(data) {
    frames += 1;
    if (this.ready && !this.full) return;
    const decoder = decoding.createDecoder(data);
    if (decoding.readVarUint(decoder) !== 0) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    const kind = syncProtocol.readSyncMessage(decoder, encoder, this.doc, "server");
    if (encoding.length(encoder) > 1) this.socket.send(encoding.toUint8Array(encoder));
    if (kind === 1 && !this.ready) this.begin();
  }
}

class Ours extends Editor {
  greet() {
    const vector = Buffer.from(Y.encodeStateVector(this.doc)).toString("base64");
    const hello = JSON.stringify({ protocol: 1, epoch: "", vector, client: this.doc.clientID });
    this.socket.send(Buffer.concat([Buffer.from([0]), Buffer.from(hello)]));
  }

  say(update) {
    this.seq += 1;
    const head = Buffer.alloc(5);
    head[0] = 1;
    head.writeUInt32BE(this.seq, 1);
    this.waiting.push([this.seq, performance.now()]);
    this.socket.send(Buffer.concat([head, update]));
  }

  hear(data) {
    frames += 1;
    if (data[0] === 1 && (this.full || !this.ready)) {
      Y.applyUpdate(this.doc, data.subarray(5), "server");
      if (!this.ready) this.begin();
    } else if (data[0] === 3) {
      const upto = data.readUInt32BE(1);
      const now = performance.now();
      while (this.waiting.length && this.waiting[0][0] <= upto) {
        const [, at] = this.waiting.shift();
        if (at > began && at < ended) saves.push(now - at);
      }
    } else if (data[0] === 4) {
      throw new Error(`an edit was refused: ${data.subarray(1).toString()}`);
    }
  }
}

let seed = asked.seed;
function random() {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

function quantile(found, share) {
  if (!found.length) return null;
  const sorted = Float64Array.from(found).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
let began = Infinity;
let ended = Infinity;
let ending = false;
const Kind = asked.kind === "ours" ? Ours : Reference;
const editors = [];
for (let number = 0; number < asked.full + asked.senders; number += 1) {
  editors.push(new Kind(number, number < asked.full));
  if (number === 0) while (open === 0) await pause(20);
  if (number % 10 === 0) await pause(20);
}
while (open < editors.length) await pause(20);
for (const editor of editors) setTimeout(() => editor.edit(), EVERY * 2 * random());
await pause(asked.warm * 1000);
console.log("begin");
const framesBefore = frames;
const own = process.cpuUsage();
began = performance.now();
ended = began + asked.seconds * 1000;
measuring = true;
await pause(asked.seconds * 1000);
console.log("end");
const used = process.cpuUsage(own);
const framesWithin = frames - framesBefore;
await pause(3000);
ending = true;
// Everybody full hears every edit but their own.
const expected = asked.senders ? sent * asked.full * (1 - 1 / editors.length) : sent * (asked.full - 1);
console.log(
  JSON.stringify({
    sent,
    delivered: latencies.length / expected,
    median: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    saved: saves.length,
    savedMedian: quantile(saves, 0.5),
    savedP95: quantile(saves, 0.95),
    frames: framesWithin,
    loadCpu: (used.user + used.system) / 1e6 / asked.seconds,
  }),
);
process.exit(0);
