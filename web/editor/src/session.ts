/**
 * One person editing one map on one screen: selection, mode and filter. What lives here: the session's state, and telling
 * of its changes. Not here: which act a command is (acts), the changes to the map (cards, spine, ties, moving …).
 */
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { actOf, addCardAt, changes, selectAll, type Desk } from "./acts";
import { canDrop, editCard, editText, isHeld, levelAndWords, saidIn, seen, setLevel, within } from "./cards";
import { copy } from "./clipboard/copy";
import type { Paste } from "./clipboard/paste";
import { loadPasting } from "./clipboard/pasting";
import type {
  AskedCommand,
  Clip,
  CommandId,
  Destination,
  Editor,
  EditorState,
  Filter,
  Focus,
  Grid,
  KeyPress,
  MapLane,
  Mode,
  Place,
  Selection,
} from "./contract";
import { first, focusOn, gridOf, samePlace } from "./grid";
import { commandOf } from "./keys";
import { bearsLocked, isCurve, isLocked, keyOf, lanesOf, renameLane } from "./lanes";
import { drop, movable } from "./moving";
import { EVERYTHING, search, type Strength } from "./search";
import { extended, NOTHING, only, pruned, toggled } from "./selection";
import { remove } from "./trash";
import { laneAt, named } from "./where";

/** Lines, or cells of a table: more than one of something. */
const MANY = /\S[^\S\n\t]*[\n\t]\s*\S/;
const SELECTING: Mode = Object.freeze({ is: "select" });

export interface SessionOptions {
  /** What a new step and a new stage are called until they are named: words of the catalogue. */
  readonly names: { readonly step: string; readonly stage: string };
  /** On a Mac the command key is what Control is elsewhere. */
  readonly mac?: boolean;
}

/** Open a session on a map. */
export function openEditor(store: MapStore, kind: Kind, options: SessionOptions): Editor {
  return new Session(store, kind, options);
}

class Session implements Editor, Desk {
  state: EditorState = Object.freeze({ selection: NOTHING, mode: SELECTING, filter: EVERYTHING, found: null, says: null });
  readonly names: SessionOptions["names"];
  private readonly mac: boolean;
  private readonly listeners = new Set<() => void>();
  private readonly handlers = new Map<AskedCommand, (selection: Selection) => void>();
  /** What stood there when writing began. */
  private opened = "";
  private readonly leave: () => void;
  private strengths: ReadonlyMap<Id, Strength> = new Map();
  private kept: { grid: Grid; lanes: readonly MapLane[]; sign: string } | null = null;
  private stale = true;
  private said = 0;

  constructor(
    readonly store: MapStore,
    readonly kind: Kind,
    { names, mac = false }: SessionOptions,
  ) {
    this.names = names;
    this.mac = mac;
    this.leave = store.subscribe("any", () => {
      this.changed();
    });
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get grid(): Grid {
    return this.now().grid;
  }

  get lanes(): readonly MapLane[] {
    return this.now().lanes;
  }

  mark(id: Id): string {
    const { selection, mode, found } = this.state;
    const words: string[] = [];
    if (selection.ids.has(id)) words.push("selected");
    if (selection.focus?.id === id) words.push("focused");
    if (mode.is === "write" && mode.id === id) words.push("writing");
    if (mode.is === "move" && mode.ids.includes(id)) words.push("carried");
    if (found?.ids.has(id)) words.push("found");
    if (found?.others.has(id)) words.push("dimmed");
    return words.join(" ");
  }

  markOfPlace(place: Place): string {
    const { selection, mode } = this.state;
    const words: string[] = [];
    if (selection.focus && samePlace(selection.focus, place)) words.push("focused");
    if (mode.is === "move" && samePlace(mode.to, place)) words.push("target");
    return words.join(" ");
  }

  // Selecting and commands

  select(selection: Selection): void {
    this.set({ selection });
  }

  point(focus: Focus, { toggle = false, extend = false }: { readonly toggle?: boolean; readonly extend?: boolean } = {}): void {
    const { selection } = this.state;
    this.select(extend ? extended(this.grid, selection, focus) : toggle ? toggled(selection, focus) : only(focus));
  }

  run(command: CommandId): boolean {
    const act = actOf(this, command);
    act?.();
    return act !== null;
  }

  /** Says why nothing comes of a change where this map takes none. */
  private refuses(command: CommandId | "paste"): boolean {
    const { canEdit, locked } = this.store.status;
    const refused = !canEdit && (command === "paste" || changes(command));
    if (refused) this.say(locked ? "editor.say.locked" : "editor.say.reader");
    return refused;
  }

  can(command: CommandId): boolean {
    return actOf(this, command) !== null;
  }

  key(press: KeyPress): boolean {
    const { mode } = this.state;
    if (mode.is === "write") return false; // the text field has the keys
    const command = commandOf(press, mode.is, this.mac);
    return command !== undefined && (this.run(command) || this.refuses(command));
  }

  handle(command: AskedCommand, act: (selection: Selection) => void): () => void {
    this.handlers.set(command, act);
    return () => {
      if (this.handlers.get(command) === act) this.handlers.delete(command);
    };
  }

  asked(command: AskedCommand): ((selection: Selection) => void) | undefined {
    return this.handlers.get(command);
  }

  // Writing

  write(id: Id, fresh = false): void {
    if (!this.store.status.canEdit || this.holds([id])) return;
    this.opened = this.standing(id);
    this.set({ mode: { is: "write", id, fresh } });
  }

  /** The words of a record as they stand now, for everybody. */
  private standing(id: Id): string {
    const record = this.store.get(id);
    if (record?.type === "card") return [record.value, record.text].filter((one) => one !== undefined && one !== "").join(" ");
    return record && "name" in record ? (record.name ?? "") : "";
  }

  commit(text: string, next = false): void {
    const { mode, selection } = this.state;
    if (mode.is !== "write") return;
    this.set({ mode: SELECTING });
    if (mode.fresh && text.trim() === "") {
      this.takeBack(mode.id);
      return;
    }
    const now = this.standing(mode.id);
    const meanwhile = !mode.fresh && now !== this.opened;
    // Whoever changed nothing must not undo what somebody else wrote into the same card meanwhile.
    if (meanwhile && text === this.opened) return;
    this.keepText(mode.id, text, mode.fresh);
    if (meanwhile && now !== text) this.say("editor.say.overwrote", { text: now.length > 120 ? `${now.slice(0, 119)}…` : now });
    if (next && selection.focus && this.store.get(mode.id)?.type === "card") addCardAt(this, { ...selection.focus, id: mode.id });
  }

  giveUp(): void {
    const { mode } = this.state;
    if (mode.is !== "write") return;
    this.set({ mode: SELECTING });
    if (mode.fresh) this.takeBack(mode.id);
  }

  // Moving

  carry(ids: readonly Id[], to: Destination, message: string): void {
    this.set({ mode: { is: "move", ids, to } });
    this.say(message, { count: ids.length, ...named(this.store, this.grid, to) });
  }

  putDown(): void {
    this.set({ mode: SELECTING });
  }

  drop(ids: readonly Id[], to: Destination): void {
    const { store, lanes } = this;
    if (!store.status.canEdit || movable(store, ids).length === 0) return;
    if (to.lane !== "" && !canDrop(store, lanes, ids, to)) return;
    const values = { count: ids.length, ...named(store, this.grid, to) };
    this.putDown();
    if (this.holds(to.lane === "" ? [] : [...ids, to.lane])) return;
    drop(store, ids, to);
    selectAll(
      this,
      ids.filter((id) => store.get(id)),
    );
    this.say("editor.say.dropped", values);
  }

  remove(ids: readonly Id[]): void {
    if (this.holds(ids)) return;
    if (ids.some((id) => bearsLocked(this.store, id))) {
      this.say("editor.say.bearsLocked");
      return;
    }
    remove(this.store, ids);
    this.say("editor.say.removed", { count: ids.length });
  }

  // Clipboard

  copy(): Clip | null {
    const clip = copy(this.store, this.grid, this.state.selection.ids);
    if (clip) this.say("editor.say.copied", { count: this.state.selection.ids.size });
    return clip;
  }

  cut(): Clip | null {
    const clip = this.store.status.canEdit ? copy(this.store, this.grid, this.state.selection.ids) : null;
    if (clip) this.run("remove");
    return clip;
  }

  async paste(from: Paste): Promise<readonly Id[]> {
    const focus = this.state.selection.focus ?? first(this.grid);
    if (!focus || this.refuses("paste") || this.holds(focus.lane === "" ? [] : [focus.lane])) return [];
    const { paste } = await loadPasting();
    const { ids, left, held } = paste(this.store, this.grid, focus, from);
    selectAll(this, ids);
    this.say("editor.say.pasted", { count: ids.length, left, held });
    return ids;
  }

  pasteInstead(from: Paste): Promise<readonly Id[]> | null {
    const { mode } = this.state;
    if (mode.is !== "write" || !mode.fresh || this.store.get(mode.id)?.type !== "card" || !MANY.test(from.text ?? "")) return null;
    this.giveUp();
    return this.paste(from);
  }

  // Looking

  look(filter: Filter): void {
    const found = search(this.store, this.grid, filter, this.strengths);
    this.set({ filter, found });
    if (found) this.say("editor.say.found", { count: found.ids.size });
  }

  know(strengths: ReadonlyMap<Id, Strength>): void {
    this.strengths = strengths;
    const { filter } = this.state;
    if (filter.strengths.length > 0) this.set({ found: search(this.store, this.grid, filter, strengths) });
  }

  say(key: string, values: Readonly<Record<string, string | number>> = {}): void {
    this.said += 1;
    this.set({ says: { key, values, number: this.said } });
  }

  close(): void {
    this.leave();
    this.listeners.clear();
    this.handlers.clear();
  }

  /** Says so where one of these cards, or lanes by key, is locked. */
  private holds(ids: readonly string[]): boolean {
    const held = ids.some((id) => !id.startsWith("lane:") && isLocked(this.store, id));
    if (held) this.say("editor.say.laneLocked");
    return held;
  }

  private keepText(id: Id, text: string, fresh: boolean): void {
    const { store } = this;
    const record = store.get(id);
    const join = { join: fresh };
    if (id.startsWith("lane:")) renameLane(store, this.kind, keyOf(id), text);
    else if (record && record.type !== "card") {
      const name = seen(text).trim();
      if (name !== "") store.edit("editor.undo.rename", (tx) => tx.set<"step">(id, { name }), join);
    } else {
      const lane = record && laneAt(this.grid, record);
      const said = saidIn(lane, text);
      if (record?.value !== undefined && record.text) {
        const { value, text: words } = levelAndWords(text) ?? { value: undefined, text: "", ...said };
        editCard(store, id, { value: value !== undefined && isCurve(lane) ? within(value) : value, text: seen(words) });
      } else if (said.value === undefined) editText(store, id, text, join);
      else setLevel(store, id, said.value, join);
      if (isHeld(lane, text)) this.say("editor.say.held", { said: text.trim(), kept: within(Number(said.value)) });
    }
  }

  /** What was added and never written: as if it had not been. */
  private takeBack(id: Id): void {
    const { focus } = this.state.selection;
    this.store.edit("editor.undo.remove", (tx) => tx.remove([id]), { join: true });
    if (focus) this.select(this.grid.find(focus) ? only(focusOn(this.grid, focus, -1)) : NOTHING);
  }

  private now(): { grid: Grid; lanes: readonly MapLane[] } {
    if (this.kept && !this.stale) return this.kept;
    const lanes = lanesOf(this.store, this.kind);
    const grid = gridOf(this.store, lanes, this.kind.structure === "hierarchical");
    const sign = JSON.stringify([grid.journey, lanes, grid.columns]);
    if (this.kept?.sign !== sign) this.kept = { grid, lanes, sign };
    this.stale = false;
    return this.kept;
  }

  /** The map changed, by whomever. */
  private changed(): void {
    this.stale = true;
    const { selection, filter, mode } = this.state;
    const there = (id: Id): boolean => id.startsWith("lane:") || this.store.get(id) !== undefined;
    const found = this.state.found && search(this.store, this.grid, filter, this.strengths);
    const lost = mode.is === "move" && !mode.ids.every(there);
    this.set({ selection: pruned(selection, there), found, mode: lost ? SELECTING : mode });
  }

  private set(what: Partial<EditorState>): void {
    const before = this.state;
    this.state = Object.freeze({ ...before, ...what });
    const { selection, mode } = this.state;
    if (selection.ids !== before.selection.ids) this.store.show({ selected: [...selection.ids] });
    if (mode !== before.mode) this.store.show({ editing: mode.is === "write" ? mode.id : "" });
    for (const listener of [...this.listeners]) listener();
  }
}
