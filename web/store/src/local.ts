/**
 * A map without a server: for tests, demonstrations and read-only views. What lives here: openLocal. Not here: anything
 * that outlives the page.
 */
import * as Y from "yjs";
import { Book } from "./book";
import type { MapStore, OpenLocal, Status } from "./contract";
import { recordsOf, writeChanges } from "./document";

export const openLocal: OpenLocal = (records, options = {}) => {
  const canEdit = options.canEdit ?? true;
  const me = options.me ?? { id: "local", name: "", color: "" };
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const { id, ...fields } of records) {
      const changes = Object.entries(fields).map(([field, after]) => ({ id, field, before: undefined, after: after as unknown }));
      writeChanges(recordsOf(doc), changes);
    }
  });
  const book = new Book(doc, { me: () => me, now: options.now ?? Date.now, random: Math.random });
  const status: Status = { connection: "live", unsaved: 0, canEdit, locked: false, reason: "", role: canEdit ? "owner" : "viewer" };
  const guarded = (act: () => string | undefined): string | undefined => (canEdit ? act() : undefined);
  const store: MapStore = {
    get: (id) => book.get(id),
    children: (parent, type) => book.children(parent, type),
    cell: (parent, lane) => book.cell(parent, lane),
    ids: (type) => book.ids(type),
    get journey() {
      return book.journey;
    },
    subscribe: (topic, listener) => book.topics.subscribe(topic, listener),
    edit(label, write, how) {
      if (!canEdit) throw new Error("This map is for reading only.");
      book.edit(label, write, how);
    },
    newId: (type, name) => book.newId(type, name),
    undo: () => guarded(() => book.undo()),
    redo: () => guarded(() => book.redo()),
    get canUndo() {
      return canEdit && book.canUndo;
    },
    get canRedo() {
      return canEdit && book.canRedo;
    },
    get touched() {
      return book.touched;
    },
    status,
    me,
    others: [],
    show: () => undefined,
    get trash() {
      return book.trash;
    },
    get unplaced() {
      return book.unplaced;
    },
    refusals: [],
    retry: () => 0,
    dismiss: () => undefined,
    onNotice: () => () => undefined,
    close: () => {
      doc.destroy();
    },
  };
  return store;
};
