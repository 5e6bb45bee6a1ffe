/**
 * What is on the clipboard as records of this map. What lives here: the rules of pasting (README). Not here: reading
 * tables (sheet), the clipboard of the browser (whoever draws).
 */
import type { AnyRecord } from "@outsidein/schema";
import type { Id, MapStore, Tx } from "@outsidein/store";
import { isHeld, putCard, saidIn, seen } from "../cards";
import type { Focus, Grid, MapLane, Place } from "../contract";
import { inCell } from "../grid";
import { holdsCards } from "../lanes";
import { folded } from "../search";
import { OWN_MARK, type OwnClip } from "./copy";
import { fromHtml, fromTabs } from "./readSheet";
import type { Table } from "./sheet";

const LABEL = "editor.undo.paste";
const BULLET = /^\s*(?:[-*•–◦▪]|\d{1,3}[.)])\s+/;
const MOST = 2_000;

export interface Paste {
  readonly own?: string;
  readonly html?: string;
  readonly text?: string;
}

/** What came of a paste: new ids, how many cells had no place, how many levels were brought to the nearest end of 1–10. */
export interface Pasted {
  readonly ids: readonly Id[];
  readonly left: number;
  readonly held: number;
}

/** Paste at the focus; one undo step. */
export function paste(store: MapStore, grid: Grid, focus: Focus, from: Paste): Pasted {
  const own = readOwn(from.own);
  const made: Id[] = [];
  let left = 0;
  let held = 0;
  store.edit(LABEL, (tx) => {
    const page = new Page(store, grid, focus, tx, made);
    if (own) left = page.items(own);
    else {
      const table = (from.html && fromHtml(from.html)) || fromTabs(from.text ?? "");
      const taken = table.slice(0, MOST).map((row) => row.slice(0, MOST).map(seen));
      left = page.table(taken) + said(table) - said(taken);
    }
    held = page.held;
  });
  return { ids: made, left, held };
}

/** How many cells of a table say something. */
function said(table: Table): number {
  return table.reduce((count, row) => count + row.filter((cell) => cell.trim() !== "").length, 0);
}

/** Cards out of the lines of a text: bullets and numbers at their beginning are no part of them. */
export function lines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(BULLET, "").trim())
    .filter(Boolean);
}

class Page {
  /** Levels that were outside of what a curve shows. */
  held = 0;
  private readonly last = new Map<string, Id>();

  constructor(
    private readonly store: MapStore,
    private readonly grid: Grid,
    private readonly focus: Focus,
    private readonly tx: Tx,
    private readonly made: Id[],
  ) {
    if (focus.id && inCell(grid, focus)) this.last.set(keyOf(focus), focus.id);
  }

  // Our own form

  items(clip: OwnClip): number {
    const lanes = new Set(clip.items.flatMap(({ record }) => (record.type === "card" ? [record.lane] : [])));
    const at = this.grid.find(this.focus);
    let left = 0;
    for (const item of clip.items) {
      const { record } = item;
      if (record.type === "stage" || record.type === "step") {
        if (!this.head(record.type, record, "below" in item ? item.below : [])) left += 1;
        continue;
      }
      const lane = record.type === "encounter" ? this.touchpointLane : this.laneFor(record.lane, lanes.size === 1);
      const place = at && lane ? this.grid.place(lane.row, Math.max(0, at.column) + item.column) : null;
      if (place && record.type === "encounter" && this.store.get(record.touchpoint)) this.meet(place.parent, record.touchpoint);
      else if (!place || record.type !== "card" || !this.card(place, lane?.lane, this.known(record))) left += 1;
    }
    return left;
  }

  /** A stage or step with all that stood in it, behind the one in focus. */
  private head(type: "stage" | "step", record: AnyRecord & { name: string }, below: readonly AnyRecord[]): boolean {
    const column = this.grid.columns[Math.max(0, this.grid.find(this.focus)?.column ?? 0)];
    const parent = type === "stage" ? this.store.journey : column?.stage;
    if (parent === undefined) return false;
    const after = this.last.get(type) ?? (type === "stage" ? column?.stage : column?.step);
    const ids = new Map<Id, Id>([[record.id, this.fresh(type, record.name)]]);
    for (const one of below) ids.set(one.id, this.fresh(one.type, "name" in one ? one.name : undefined));
    const id = ids.get(record.id) ?? "";
    this.tx.put(placed(record, { id, parent }));
    if (after) this.tx.move(id, { parent, after });
    for (const one of below) {
      const to = ids.get("parent" in one ? one.parent : "");
      if (to === undefined || (one.type === "encounter" && !this.store.get(one.touchpoint))) continue;
      const at = { id: ids.get(one.id) ?? "", parent: to };
      if (one.type === "card") this.tx.put({ ...this.known(one), ...at, type: "card", order: "", lane: one.lane });
      else this.tx.put(placed(one, at));
    }
    this.last.set(type, id);
    this.made.push(id);
    return true;
  }

  // Tables and texts

  /** Rows are lanes, columns are steps; one column is a list of cards. */
  table(table: Table): number {
    const rows = table.filter((row) => row.some((cell) => cell.trim() !== ""));
    const width = Math.max(0, ...rows.map((row) => row.length));
    if (!inCell(this.grid, this.focus)) return this.names(rows.flat());
    if (width <= 1) {
      return rows.flat().reduce((left, cell) => left + this.lines(this.focus, cell), 0);
    }
    const header = this.header(rows[0] ?? []);
    const body = header ? rows.slice(1) : rows;
    const named = this.namesLanes(body);
    let left = 0;
    for (const [y, row] of body.entries()) {
      const lane = named ? this.laneCalled(row[0] ?? "") : this.laneBelow(y);
      for (const [x, cell] of row.entries()) {
        if (cell.trim() === "" || (named && x === 0)) continue;
        const column = header ? header[x] : this.column + x - (named ? 1 : 0);
        const place = lane !== undefined && column !== undefined ? this.grid.place(lane, column) : null;
        left += place ? this.lines(place, cell) : 1;
      }
    }
    return left;
  }

  /** On a head, texts become further steps (or stages) of that name. */
  private names(cells: readonly string[]): number {
    const at = this.grid.find(this.focus);
    const names = cells.flatMap(lines);
    if (!at || this.focus.lane !== "") return names.length;
    const type = at.row === 0 ? "stage" : "step";
    let left = 0;
    for (const name of names) if (!this.head(type, { type, id: name, parent: "", order: "", name }, [])) left += 1;
    return left;
  }

  /** Columns by the names of steps, where at least half of a first row are some. */
  private header(row: readonly string[]): (number | undefined)[] | null {
    const steps = new Map(
      this.grid.columns.map(({ step }, at) => [folded(this.store.get<"step">(step)?.name ?? "").trim(), at] as const),
    );
    const found = row.map((cell) => (cell.trim() === "" ? undefined : steps.get(folded(cell).trim())));
    const texts = row.filter((cell) => cell.trim() !== "").length;
    return texts > 0 && found.filter((at) => at !== undefined).length * 2 >= texts ? found : null;
  }

  private namesLanes(rows: Table): boolean {
    const firsts = rows.map((row) => row[0] ?? "").filter((cell) => cell.trim() !== "");
    return firsts.length > 0 && firsts.filter((cell) => this.laneCalled(cell) !== undefined).length * 2 >= firsts.length;
  }

  private laneCalled(title: string): number | undefined {
    const said = folded(title).trim();
    const row = this.grid.rows.findIndex(({ lane }) => lane && (folded(lane.title) === said || lane.key === said));
    return row < 0 ? undefined : row;
  }

  /** The row `by` lanes below the focus, of those at the same level that people fill. */
  private laneBelow(by: number): number | undefined {
    const at = this.grid.find(this.focus);
    const level = at ? this.grid.rows[at.row]?.lane?.level : undefined;
    const rows = this.grid.rows.flatMap(({ lane }, row) => (at && row >= at.row && lane && lane.role !== "measure" && lane.level === level ? [row] : []));
    return rows[by];
  }

  // What comes of it

  /** Each line a card; how many had no place. */
  private lines(place: Place, text: string): number {
    const lane = this.grid.rows[this.grid.find(place)?.row ?? -1]?.lane ?? undefined;
    let left = 0;
    for (const line of lines(text)) {
      if (lane?.role === "touchpoints") this.meetCalled(place.parent, line);
      else if (!this.card(place, lane, saidIn(lane, line))) left += 1;
      else if (isHeld(lane, line)) this.held += 1;
    }
    return left;
  }

  private card(place: Place, lane: MapLane | undefined, fields: Parameters<typeof putCard>[4]): boolean {
    if (!lane || !holdsCards(lane)) return false;
    const id = this.fresh("card");
    const after = this.last.get(keyOf(place));
    putCard(this.store, this.tx, id, { parent: place.parent, lane: place.lane }, { ...fields, ...(after ? { after } : {}) });
    this.last.set(keyOf(place), id);
    this.made.push(id);
    return true;
  }

  private meet(step: Id, touchpoint: Id): void {
    const met = this.store.children(step, "encounter").some((id) => this.store.get<"encounter">(id)?.touchpoint === touchpoint);
    const key = `${step}|${touchpoint}`;
    if (met || this.last.has(key)) return;
    const id = this.fresh("encounter");
    this.tx.put({ type: "encounter", id, parent: step, order: "", touchpoint });
    this.last.set(key, id);
    this.made.push(id);
  }

  /** Meet the touchpoint of that name; one that nobody knows is added to the map. */
  private meetCalled(step: Id, name: string): void {
    const said = folded(name);
    const known = this.store.ids("touchpoint").find((id) => folded(this.store.get<"touchpoint">(id)?.name ?? "") === said);
    const touchpoint = known ?? this.last.get(`touchpoint|${said}`) ?? this.fresh("touchpoint", name);
    if (!known && !this.last.has(`touchpoint|${said}`)) {
      this.tx.put({ type: "touchpoint", id: touchpoint, name });
      this.last.set(`touchpoint|${said}`, touchpoint);
    }
    this.meet(step, touchpoint);
  }

  /** The fields of a card that mean something on this map. */
  private known(record: AnyRecord & { type: "card" }): Parameters<typeof putCard>[4] {
    const { text, value, touchpoint, personas, owner, category, about } = record;
    const here = personas?.filter((id) => this.store.get(id));
    const fields = { text, value, owner, category, about, touchpoint: touchpoint && this.store.get(touchpoint) ? touchpoint : undefined };
    return { ...fields, personas: here && here.length > 0 ? here : undefined };
  }

  /** Where a copied card goes: its own lane; the one in focus where only one lane was copied. */
  private laneFor(key: string, single: boolean): { row: number; lane: MapLane } | undefined {
    const rows = this.grid.rows.flatMap(({ lane }, row) => (lane && holdsCards(lane) ? [{ row, lane }] : []));
    const focused = rows.find(({ lane }) => lane.key === this.focus.lane);
    const own = rows.find(({ lane }) => lane.key === key);
    return (single ? (focused ?? own) : (own ?? focused)) ?? undefined;
  }

  private get touchpointLane(): { row: number; lane: MapLane } | undefined {
    const row = this.grid.rows.findIndex(({ lane }) => lane?.role === "touchpoints");
    const lane = this.grid.rows[row]?.lane;
    return lane ? { row, lane } : undefined;
  }

  private get column(): number {
    return Math.max(0, this.grid.find(this.focus)?.column ?? 0);
  }

  private readonly given = new Set<Id>();

  /** A new id; the store does not know yet of those that this edit has given. */
  private fresh(type: AnyRecord["type"], name?: string): Id {
    let id = this.store.newId(type, name);
    while (this.given.has(id)) id = this.store.newId(type);
    this.given.add(id);
    return id;
  }
}

function keyOf({ parent, lane }: Place): string {
  return `${parent}|${lane}`;
}

/** A stage, step or encounter at another place: the fields that it may have, and no other that a clipboard may hold. */
function placed(record: AnyRecord, at: { readonly id: Id; readonly parent: Id }): AnyRecord {
  switch (record.type) {
    case "stage":
      return { ...at, type: "stage", order: "", name: record.name, goal: record.goal };
    case "step":
      return { ...at, type: "step", order: "", name: record.name, about: record.about, target: record.target };
    case "encounter":
      return { ...at, type: "encounter", order: "", touchpoint: record.touchpoint, anchor: record.anchor };
    default:
      throw new RangeError(`a ${record.type} is not pasted`);
  }
}

function readOwn(text: string | undefined): OwnClip | null {
  if (!text) return null;
  try {
    const said = JSON.parse(text) as Partial<OwnClip> | null;
    const good = said?.clip === OWN_MARK && said.version === 1 && Array.isArray(said.items);
    return good ? { clip: OWN_MARK, version: 1, items: said.items.filter(isItem).slice(0, MOST) } : null;
  } catch {
    return null; // somebody else's JSON: the text beside it is pasted instead
  }
}

/** The clipboard is anybody's: an item must at least look like one; what its fields hold, the server checks as ever. */
function isItem(said: unknown): said is OwnClip["items"][number] {
  if (typeof said !== "object" || said === null) return false;
  const { column, record, below } = said as Record<string, unknown>;
  const types = ["card", "encounter", "step", "stage"];
  return (
    typeof column === "number" &&
    Number.isInteger(column) &&
    column >= 0 &&
    isRecord(record) &&
    types.includes(record.type) &&
    (below === undefined || (Array.isArray(below) && below.every((one) => isRecord(one) && types.includes(one.type))))
  );
}

function isRecord(said: unknown): said is { type: string; id: string } {
  if (typeof said !== "object" || said === null) return false;
  const { type, id } = said as Record<string, unknown>;
  return typeof type === "string" && typeof id === "string";
}
