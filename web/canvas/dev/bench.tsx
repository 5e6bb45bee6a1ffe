/**
 * A map of 1,800 cards to be measured: 12 stages × 5 steps × 15 lanes × 2 cards. `bench/web_map.py` calls what hangs on
 * `window.bench`. What lives here: the map, mounting it, the floor (plain elements, nothing else). Not part of the product.
 */
import "@outsidein/kit/base.css";
import { countRenders, LivingMap } from "@outsidein/canvas";
import { Kit, setLanguage } from "@outsidein/kit";
import type { AnyRecord, Kind, KindLane, Reading } from "@outsidein/schema";
import { openLocal, type MapStore } from "@outsidein/store";
import { createRoot, type Root } from "react-dom/client";
import "./page.css";

const STAGES = 12;
const STEPS = 5;
const LANES = 15;
const CARDS = 2;
const WORDS = "the form asks again for what they typed before and nobody knows why it forgets when children are tired".split(" ");

const LOOKS = ["text", "quote", "card", "bullet", "pill"] as const;

function lane(at: number): KindLane {
  return {
    key: `lane${at}`, of: "text", title: `Lane ${at + 1}`, hint: "What stands here", meaning: "", level: "step", role: "cards", writing: "",
    look: LOOKS[at % LOOKS.length] ?? "text", tone: at % 5 === 2 ? "bad" : "plain", icon: "bolt", side: at < 10 ? "customer" : "organisation", inside: at >= 10, required: true, quad: "",
  };
}

const KIND: Kind = { id: "bench", name: "Bench", meaning: "", structure: "chronological",
  records: ["journey", "persona", "touchpoint", "lane", "stage", "step", "card", "encounter", "moment", "arrow"], own: false, starter: "blank",
  spine: { stage: "Stage", step: "Step", stages: "Stages", steps: "Steps" }, lines: [], ties: ["step"], rings: [], flows: [], actors: [], plan: false,
  lanes: Array.from({ length: LANES }, (_, at) => lane(at)), quads: [], catalogue: [], terms: {} };

function text(seed: number): string {
  return Array.from({ length: 4 + (seed % 7) }, (_, at) => WORDS[(seed * 7 + at * 3) % WORDS.length]).join(" ");
}

function order(at: number): string {
  return `a${at.toString().padStart(4, "0")}V`;
}

function records(): AnyRecord[] {
  const made: AnyRecord[] = [{ type: "journey", id: "journey:bench", kind: "bench", title: "Bench" }];
  let card = 0;
  for (let stage = 0; stage < STAGES; stage += 1) {
    made.push({ type: "stage", id: `stage:${stage}`, parent: "journey:bench", order: order(stage), name: `Stage ${stage + 1}` });
    for (let step = 0; step < STEPS; step += 1) {
      const id = `step:${stage}-${step}`;
      made.push({ type: "step", id, parent: `stage:${stage}`, order: order(step), name: `Step ${stage + 1}.${step + 1}` });
      for (let row = 0; row < LANES; row += 1) {
        for (let place = 0; place < CARDS; place += 1) {
          made.push({ type: "card", id: `card:${card}`, parent: id, order: order(place), lane: `lane${row}`, text: text(card) });
          card += 1;
        }
      }
    }
  }
  return made;
}

/** Every third card is measured, as a reading would say. */
function reading(cards: readonly string[]): Reading {
  const nothing = { value: null, low: null, high: null, n: 0, method: "none", measure: "", unit: "", period: null, cites: [], small: false, level: 0.95, notes: [], people: 0 };
  return {
    headline: "", lead: "", period: { first: null, last: null }, responses: 0, answers: 0, not_applicable: 0, comments: 0, events: 0, overall: [], curve: [], unallocated: [],
    touchpoints: [], drivers: null, findings: [], positions: [], crosshairs: null, priorities: [], voices: { known: false, says: "", overall: null, voices: [] },
    backing: cards.map((card, at) => ({ card, strength: at % 3 === 0 ? "measured" : "assumption", n: 100 + at, age: 3, stale: false, says: "" })),
    coverage: nothing, freshness: { newest: null, age: null, stale: false, says: "" }, quotes: [], notes: [], scope: "", standing: [], walked: null, beside: [],
  };
}

const host = document.getElementById("root");
if (!host) throw new Error("The page has no root.");
const place: HTMLElement = host;
let root: Root | null = null;
let store: MapStore | null = null;

/** Until the frame after next: by then what was drawn is on the screen. */
async function painted(): Promise<number> {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now();
}

async function clear(): Promise<void> {
  root?.unmount();
  root = null;
  place.replaceChildren();
  await painted();
  await new Promise((done) => setTimeout(done, 120));
}

/** From the data to the painted map, in milliseconds. */
async function paint(): Promise<number> {
  await clear();
  store = openLocal(records());
  const known = reading(store.ids("card"));
  const started = performance.now();
  root = createRoot(place);
  root.render(
    <Kit navigate={(href) => location.assign(href)}>
      <div className="dev">
        <LivingMap store={store} kind={KIND} reading={known} />
      </div>
    </Kit>,
  );
  while (!document.querySelector(".oi-map-card")) await new Promise((done) => requestAnimationFrame(done));
  return (await painted()) - started;
}

/** The floor: the same cards as plain elements in a plain grid, nothing listens, nothing can be edited. */
async function floor(): Promise<number> {
  await clear();
  const made = records();
  const started = performance.now();
  const map = document.createElement("div");
  map.className = "oi-map";
  map.style.cssText = "--zoom:1;--columns:60;--column:118px;--lane:138px";
  for (let row = 0; row < LANES; row += 1) {
    const line = document.createElement("div");
    line.className = "oi-map-row oi-map-lane-row";
    const cells = new Map<string, HTMLElement>();
    for (const one of made) {
      if (one.type !== "card" || one.lane !== `lane${row}`) continue;
      let cell = cells.get(one.parent);
      if (!cell) {
        cell = document.createElement("div");
        cell.className = "oi-map-cell";
        cell.style.gridColumn = `${cells.size + 2}`;
        cells.set(one.parent, cell);
        line.append(cell);
      }
      const card = document.createElement("div");
      card.className = "oi-map-card as-text";
      const words = document.createElement("span");
      words.className = "oi-map-card-text";
      words.textContent = one.text ?? "";
      card.append(words);
      cell.append(card);
    }
    map.append(line);
  }
  const box = document.createElement("div");
  box.className = "oi-map-scroller";
  box.style.height = "100vh";
  box.append(map);
  place.append(box);
  return (await painted()) - started;
}

/** Frames per second while the map scrolls at `speed` pixels a second for a while, down and to the right. */
async function scroll(speed: number, seconds: number): Promise<number> {
  const box = document.querySelector<HTMLElement>(".oi-map-scroller");
  if (!box) throw new Error("There is no map.");
  box.scrollTo(0, 0);
  await painted();
  let frames = 0;
  const started = performance.now();
  let now = started;
  while (now - started < seconds * 1000) {
    now = await new Promise<number>((done) => requestAnimationFrame(done));
    const gone = ((now - started) / 1000) * speed;
    const wide = Math.max(1, box.scrollWidth - box.clientWidth);
    const high = Math.max(1, box.scrollHeight - box.clientHeight);
    // To and fro, so that it never stands at an edge.
    box.scrollTo(wide - Math.abs(wide - (gone % (2 * wide))), high - Math.abs(high - ((gone / 3) % (2 * high))));
    frames += 1;
  }
  return frames / ((performance.now() - started) / 1000);
}

/** One card is edited: how many cards were drawn anew, and how long until the next frame. */
async function edit(times: number): Promise<{ renders: number; milliseconds: number }> {
  const box = document.querySelector<HTMLElement>(".oi-map-scroller");
  box?.scrollTo(0, 0);
  await painted();
  await painted();
  const counts = countRenders();
  const took: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const started = performance.now();
    store?.edit("editor.undo.editText", (tx) => tx.set<"card">("card:2", { text: `Edited ${at}` }));
    took.push((await painted()) - started);
  }
  took.sort((one, other) => one - other);
  return { renders: [...counts.values()].reduce((sum, one) => sum + one, 0) / times, milliseconds: took[Math.floor(took.length / 2)] ?? 0 };
}

void setLanguage("en").then(() => Object.assign(window, { bench: { paint, floor, scroll, edit, nodes: () => document.querySelectorAll("#root *").length, cards: () => document.querySelectorAll(".oi-map-card").length } }));
