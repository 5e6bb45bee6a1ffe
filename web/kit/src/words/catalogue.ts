/**
 * The catalogues of words, one for each area and language, and the language that is spoken now. What lives here:
 * registering, choosing, loading. Not here: any word; how a message is filled (message.ts); React (useT.ts).
 */
import type { Part } from "./message";
import { parse } from "./message";

/** The languages that Outside-In is written in. English travels with the code, the others are loaded when asked for. */
export type Language = "en" | "de";
export const LANGUAGES: readonly Language[] = ["en", "de"];
/** How a language writes numbers and days: English with the day before the month, as on paper. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE" };

export type Messages = Readonly<Record<string, string>>;
type Load<M extends Messages> = () => Promise<{ readonly default: { readonly [K in keyof M]: string } }>;

interface Area {
  readonly words: Map<Language, Messages>;
  readonly load: Readonly<Record<Exclude<Language, "en">, Load<Messages>>>;
}

const KEPT = "outsidein.language";
const areas = new Map<string, Area>();
const parsed = new Map<string, readonly Part[]>();
const listeners = new Set<() => void>();
const pending = new Set<Promise<void>>();
let spoken: Language = "en";
let asked: Language = "en";

/** Make the words of an area known: English at once, the others when somebody speaks them. */
export function registerWords<M extends Messages>(area: string, en: M, others: { readonly de: Load<M> }): void {
  areas.set(area, { words: new Map([["en", en]]), load: others });
  parsed.clear();
  if (asked !== "en") wait(load(area, asked));
}

/** Resolves when all words of the language asked for are there. Await it before showing what was just registered. */
export async function wordsReady(): Promise<void> {
  while (pending.size) await Promise.all(pending);
}

/** The language that is spoken now. */
export function language(): Language {
  return spoken;
}

/** The language to start with: what was chosen in this browser, else what the browser asks for, else English. */
export function preferredLanguage(): Language {
  const kept = read();
  if (kept) return kept;
  for (const tag of navigator.languages) {
    const found = LANGUAGES.find((one) => tag.toLowerCase().split("-")[0] === one);
    if (found) return found;
  }
  return "en";
}

/** Speak another language, as soon as its words are there. `keep` remembers the choice in this browser. */
export async function setLanguage(next: Language, { keep = false }: { readonly keep?: boolean } = {}): Promise<void> {
  if (keep) write(next);
  asked = next;
  if (next !== "en") for (const area of areas.keys()) wait(load(area, next));
  await wordsReady();
  if (asked !== next || spoken === next) return;
  spoken = next;
  parsed.clear();
  if (typeof document !== "undefined") document.documentElement.lang = next;
  listeners.forEach((listener) => listener());
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The message of a key, `area.rest`, read; English where another language lacks it, the key itself where all do. */
export function message(key: string): readonly Part[] {
  let found = parsed.get(key);
  if (!found) {
    const dot = key.indexOf(".");
    const words = areas.get(key.slice(0, dot))?.words;
    const rest = key.slice(dot + 1);
    found = parse(words?.get(spoken)?.[rest] ?? words?.get("en")?.[rest] ?? key);
    parsed.set(key, found);
  }
  return found;
}

/** Whether there is a message of this key: for keys that come as data. */
export function hasMessage(key: string): boolean {
  const dot = key.indexOf(".");
  return areas.get(key.slice(0, dot))?.words.get("en")?.[key.slice(dot + 1)] !== undefined;
}

async function load(name: string, wanted: Exclude<Language, "en">): Promise<void> {
  const area = areas.get(name);
  if (!area || area.words.has(wanted)) return;
  const { default: words } = await area.load[wanted]();
  area.words.set(wanted, words);
  parsed.clear();
}

function wait(work: Promise<void>): void {
  // A catalogue that does not arrive (offline, an older build) leaves its area in English rather than the page blank.
  const settled = work.catch((reason: unknown) => console.warn(reason)).then(() => void pending.delete(settled));
  pending.add(settled);
}

function read(): Language | undefined {
  try {
    const kept = localStorage.getItem(KEPT);
    return LANGUAGES.find((one) => one === kept);
  } catch {
    return undefined; // Storage may be forbidden; then nothing is kept.
  }
}

function write(chosen: Language): void {
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // Storage may be forbidden; the choice then holds for this page.
  }
}
