/**
 * What the editor offers to whoever draws a map: places, selection, modes, commands by id, and the session that holds
 * them together. What lives here: types. Not here: React, Yjs, words (messages are keys of `messages/editor.*.json`).
 */
import type { Kind, KindLane } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

/** A lane as it stands on a map: the kind's, as the map renames or hides it, or one that the map adds. */
export interface MapLane extends KindLane {
  readonly hidden: boolean;
  /** Whether the map added it: only such a lane can be removed; those of the kind can be hidden. */
  readonly added: boolean;
  /** Whether its cards are not to be changed. */
  readonly locked: boolean;
  /** The persona whose own lane it is; empty where it is everybody's. */
  readonly persona: Id | "";
}

/**
 * Somewhere on the map. A cell has a step or stage as parent and the key of a lane; the head of a stage or step has an
 * empty lane; the head of a lane has the journey as parent.
 */
export interface Place {
  readonly parent: Id;
  readonly lane: string;
}

/** Where the keyboard is: a place, and the card or encounter in it; empty for the place itself. */
export interface Focus extends Place {
  readonly id: Id;
}

/** What is selected. `anchor` is where a range began. Lanes are selected by id, too: `lane:actions`. */
export interface Selection {
  readonly ids: ReadonlySet<Id>;
  readonly focus: Focus | null;
  readonly anchor: Focus | null;
}

/** A column is a step, or a stage that has no step yet. */
export interface Column {
  readonly stage: Id;
  readonly step: Id;
}

/** A row is the heads of stages, the heads of steps, or a lane. */
export interface Row {
  readonly kind: "stages" | "steps" | "lane";
  readonly lane: MapLane | null;
}

/** The map as rows and columns, in the order in which keys walk. */
export interface Grid {
  readonly journey: Id;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** The place at a row and column (-1: the heads of lanes); null where there is none. */
  place(row: number, column: number): Place | null;
  /** Row and column of a place (the first column it covers), or null where it is not on the grid. */
  find(place: Place): { readonly row: number; readonly column: number } | null;
  /** What stands at a place, in order: cards, encounters, or the head's own record. */
  content(place: Place): readonly Id[];
}

export type Direction = "left" | "right" | "up" | "down" | "rowStart" | "rowEnd" | "first" | "last";

/** Where a move would drop: behind `after`, or first in the place where it is empty. */
export interface Destination extends Place {
  readonly after: Id;
}

export type Mode =
  | { readonly is: "select" }
  /** Writing the text of a card or the name of a stage, step or lane; `fresh`: it was added for that just now. */
  | { readonly is: "write"; readonly id: Id; readonly fresh: boolean }
  /** The keyboard twin of dragging: `ids` are picked up and would drop at `to`. */
  | { readonly is: "move"; readonly ids: readonly Id[]; readonly to: Destination };

/** What a person looks for; an empty part does not narrow. */
export interface Filter {
  readonly text: string;
  readonly personas: readonly Id[];
  readonly lanes: readonly string[];
  readonly strengths: readonly ("measured" | "heard" | "assumption")[];
  /** Only what stands at a moment of truth. */
  readonly moments: boolean;
}

/** What a filter found. */
export interface Found {
  /** Cards that match, in reading order. */
  readonly ids: ReadonlySet<Id>;
  /** All others that the filter speaks of: to be dimmed or hidden. */
  readonly others: ReadonlySet<Id>;
}

/** Something to say to everyone, screen readers too: a message key with its values. */
export interface Announcement {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** Counts up, so that the same words are said again. */
  readonly number: number;
}

/** What is copied: the same things, in every form that another program may want. */
export interface Clip {
  /** `application/x-outsidein+json` (as web custom format: `web application/x-outsidein+json`). */
  readonly own: string;
  readonly html: string;
  /** Tab-separated: what spreadsheets and plain text fields take. */
  readonly text: string;
}

/** Commands that the editor carries out itself. */
export type OwnCommand =
  | `go.${Direction}`
  | `extend.${Direction}`
  | "go.next"
  | "go.previous"
  | "select.all"
  | "select.none"
  | "select.toggle"
  | "write.start"
  | "card.add"
  | "step.add"
  | "stage.add"
  | "moment.unmark"
  | "level.up"
  | "level.down"
  | "duplicate"
  | "remove"
  | "move.pick"
  | "move.drop"
  | "move.cancel"
  | `move.${Direction}`
  | "undo"
  | "redo";

/** Commands that need a dialogue or a picker: who draws the map says how, with `editor.handle`. */
export type AskedCommand =
  | "lane.add"
  | "moment.mark"
  | "touchpoint.meet"
  | "persona.pick"
  | "arrow.draw"
  | "finer.open"
  | "comment.open"
  | "advice.open"
  | "search.open"
  | "inspector.open"
  | "menu.open"
  | "help.open";

export type CommandId = OwnCommand | AskedCommand;

/** What of a keyboard event the key map reads. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** A key of the key map. `keys` reads like `Mod+Shift+z`; Mod is Control, and Command on a Mac. */
export interface Binding {
  readonly keys: string;
  readonly command: CommandId;
  readonly when: Mode["is"];
  /** Under which heading the help overlay lists it: message key `commands.group.<group>`. */
  readonly group: "go" | "select" | "write" | "add" | "change" | "move" | "look";
}

export interface EditorState {
  readonly selection: Selection;
  readonly mode: Mode;
  readonly filter: Filter;
  /** Null while nothing is looked for. */
  readonly found: Found | null;
  readonly says: Announcement | null;
}

/** One person editing one map on one screen. */
export interface Editor {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly state: EditorState;
  /** Told after every change of `state`; `mark` and `markOfPlace` may be read as snapshots. */
  subscribe(listener: () => void): () => void;
  /** The grid as it stands now; the same object until lanes, stages, steps or the filter change. */
  readonly grid: Grid;
  /** The lanes that stand on the map, in order. */
  readonly lanes: readonly MapLane[];

  /** How to draw a record: words out of `selected focused writing carried found dimmed`, joined by blanks. */
  mark(id: Id): string;
  /** How to draw a place: words out of `focused target`, joined by blanks. */
  markOfPlace(place: Place): string;

  select(selection: Selection): void;
  /** Click: one, with `toggle` (Control) one more or less, with `extend` (Shift) all between. */
  point(focus: Focus, how?: { readonly toggle?: boolean; readonly extend?: boolean }): void;
  /** Carry out a command; false where it has nothing to do here. */
  run(command: CommandId): boolean;
  /** Whether `run` would do something, for menus. */
  can(command: CommandId): boolean;
  /** A key was pressed on the map; true where it was one of ours (then prevent the default). */
  key(press: KeyPress): boolean;
  /** Say how a command that asks is carried out; returns how to take that back. */
  handle(command: AskedCommand, act: (selection: Selection) => void): () => void;

  /** Begin to write a card or a name. */
  write(id: Id, fresh?: boolean): void;
  /** What was written: kept. An empty text of a fresh card takes the card away again. `next`: then add one more. */
  commit(text: string, next?: boolean): void;
  /** Writing given up; a fresh card goes away again. */
  giveUp(): void;

  /** Drag and drop by pointer: the same act as the keyboard's. */
  drop(ids: readonly Id[], to: Destination): void;
  /** Take away what is not in the selection, and say so; what cards of a locked lane stand at stays. */
  remove(ids: readonly Id[]): void;
  copy(): Clip | null;
  cut(): Clip | null;
  /** Paste at the focus; ids of what came of it. Fails where the rules of pasting cannot be loaded. */
  paste(from: { readonly own?: string; readonly html?: string; readonly text?: string }): Promise<readonly Id[]>;
  /** Lines or a table pasted into the empty field of a new card: cards instead of one long text. Null where it is one text. */
  pasteInstead(from: { readonly own?: string; readonly html?: string; readonly text?: string }): Promise<readonly Id[]> | null;
  look(filter: Filter): void;
  /** What backs each card, as the server's reading says; for the filter by strength. */
  know(strengths: ReadonlyMap<Id, "measured" | "heard" | "assumption">): void;
  say(key: string, values?: Readonly<Record<string, string | number>>): void;
  close(): void;
}
