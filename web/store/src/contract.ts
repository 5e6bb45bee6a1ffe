/**
 * What a live map offers to the rest of the front end. What lives here: types. Not here: Yjs (only the store's other
 * files import it), React, words.
 */
import type { AnyRecord, PlacedRecord, RecordType, Records } from "@outsidein/schema";

export type Id = string;

/** Where a map stands between this browser and the server. */
export interface Status {
  /** `loading` until the document is there; `live`; `offline` (edits are kept and will be sent); `closed` with a reason. */
  readonly connection: "loading" | "live" | "offline" | "closed";
  /** How many edits of this browser are not yet on the server's disk. 0 means: saved. */
  readonly unsaved: number;
  readonly canEdit: boolean;
  readonly locked: boolean;
  readonly reason: "" | "signed-out" | "forbidden" | "gone" | "too-large" | "broken";
  readonly role: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

/** Somebody else who has the map open, and where they are. */
export interface Presence extends Person {
  readonly client: number;
  /** Ids of the records they have selected. */
  readonly selected: readonly Id[];
  /** The record whose text they are writing, or empty. */
  readonly editing: Id | "";
  /** A card being dragged: its id and the cell under it; never written into the document. */
  readonly dragging: { readonly id: Id; readonly parent: Id; readonly lane: string } | null;
}

/** What an edit wanted of one record: its fields, null for one that was to hold its default; `says` is its text. */
export interface Wish {
  readonly id: Id;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly says: string;
}

/**
 * An edit that was not taken; nothing of it is lost. `reason`: `invalid` (parts were mended, `changes` are those parts),
 * `locked`, `forbidden`, `full`, `epoch` (the document was written anew while this browser was away).
 */
export interface Refusal {
  readonly reason: string;
  readonly diagnostics: readonly { readonly code: string; readonly says: string; readonly fix: string }[];
  readonly changes: readonly Wish[];
}

/**
 * What can be listened to: a record, the children of one (their ids and order), a cell (`parent|lane`), all ids of a
 * type, or a part of the whole.
 */
export type Topic =
  | `record:${Id}`
  | `children:${Id}`
  | `cell:${Id}|${string}`
  | `type:${RecordType}`
  | "status"
  | "presence"
  | "trash"
  | "refusals"
  | "undo"
  | "any";

/** Writing. All of one `edit` is one undo step and one update. */
export interface Tx {
  /** Add a record (its id must be new) or write one whole. A placed one whose `order` is empty stands last. */
  put(record: AnyRecord): void;
  /** Change fields; undefined removes a field (it then holds its default). */
  set<T extends RecordType>(id: Id, fields: Partial<Records[T]>): void;
  /**
   * Put a placed record behind or before a sibling of its new parent, or last where neither is named. Siblings are of
   * the same type, cards also of the same lane: to move a card to another lane, set its `lane` first.
   */
  move(id: Id, to: { readonly parent: Id; readonly after?: Id; readonly before?: Id }): void;
  /** Into the trash, with all below. */
  remove(ids: readonly Id[]): void;
  /** Out of the trash. */
  restore(ids: readonly Id[]): void;
}

export interface MapStore {
  /** Immutable snapshots: the same object until the record changes. Records in the trash are undefined. */
  get<T extends RecordType>(id: Id): Records[T] | undefined;
  /** Ids in order. */
  children(parent: Id, type: PlacedRecord["type"]): readonly Id[];
  cell(parent: Id, lane: string): readonly Id[];
  ids(type: RecordType): readonly Id[];
  readonly journey: Id;
  subscribe(topic: Topic, listener: () => void): () => void;

  /**
   * Write. `label` is a message key (`editor.undo.…`). Edits with the same label on the same record within half a second
   * are one undo step (typing); with `join` it becomes one with this person's edit before, whatever that was.
   */
  edit(label: string, write: (tx: Tx) => void, how?: { readonly join?: boolean }): void;
  /** A new id of the type, unique in this map. */
  newId(type: RecordType, name?: string): Id;
  /** Take back (or do again) what this person did last; the label of the edit, undefined where there is none. */
  undo(): string | undefined;
  redo(): string | undefined;
  /** Ids of the records that the last undo or redo touched, so that they can be shown; topic `undo`. */
  readonly touched: readonly Id[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;

  readonly status: Status;
  readonly me: Person;
  readonly others: readonly Presence[];
  show(where: Partial<Pick<Presence, "selected" | "editing" | "dragging">>): void;
  readonly trash: readonly { readonly id: Id; readonly type: RecordType; readonly says: string; readonly at: number; readonly by: string }[];
  /** Records that lost their parent and so are nowhere on the map. */
  readonly unplaced: readonly Id[];
  readonly refusals: readonly Refusal[];
  /** Make the changes of a refusal again, as far as they still fit; how many did. It is dismissed by that. */
  retry(refusal: Refusal): number;
  dismiss(refusal: Refusal): void;
  /** Notices of the server: something beside the map changed. */
  onNotice(listener: (notice: { readonly about: string; readonly [key: string]: unknown }) => void): () => void;
  close(): void;
}

/** A map without a server: for tests, demonstrations and read-only views. */
export type OpenLocal = (
  records: Iterable<AnyRecord>,
  options?: { readonly canEdit?: boolean; readonly me?: Person; readonly now?: () => number },
) => MapStore;

/**
 * Open a live map; resolves as soon as there is something to show (from this browser's copy or the server), rejects with
 * `MapClosed` where the server will not have us. `url` is where rooms are (`/live`), without workspace and map.
 */
export type OpenMap = (options: {
  readonly url: string;
  readonly workspace: string;
  readonly map: string;
  /** Keep a copy in IndexedDB so that the map opens and is edited offline. */
  readonly offline?: boolean;
}) => Promise<MapStore>;
