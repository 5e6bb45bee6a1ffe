/**
 * Which act a command is, here and now. What lives here: from a command's id to what it would do, or null where it has
 * nothing to do. Not here: the session's state (session), the changes themselves (cards, spine, ties, moving …).
 */
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { addCard, duplicate, setLevel, within } from "./cards";
import type { AskedCommand, CommandId, Destination, Direction, EditorState, Focus, Grid, MapLane, Selection } from "./contract";
import { first, focusOn, inCell, walk } from "./grid";
import { bearsLocked, isCurve, isLocked } from "./lanes";
import { movable, shifted, standing } from "./moving";
import { everything, extended, NOTHING, only, toggled } from "./selection";
import { offers } from "./offers";
import { called } from "./search";
import { addStage, addStep, setTarget } from "./spine";
import { unmarkMoment } from "./ties";
import { remove } from "./trash";
import { focusOf, inOrder, laneAt } from "./where";

/** What the acts need of the session. */
export interface Desk {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly grid: Grid;
  readonly lanes: readonly MapLane[];
  readonly state: EditorState;
  readonly names: { readonly step: string; readonly stage: string };
  asked(command: AskedCommand): ((selection: Selection) => void) | undefined;
  select(selection: Selection): void;
  write(id: Id, fresh?: boolean): void;
  carry(ids: readonly Id[], to: Destination, message: string): void;
  putDown(): void;
  drop(ids: readonly Id[], to: Destination): void;
  say(key: string, values?: Readonly<Record<string, string | number>>): void;
}

export type Act = () => void;

const MIDDLE = 5;
const HALF = 0.5;

/** Commands that change what stands in a lane. */
const IN_A_LANE = /^(write|card|level|duplicate|remove|persona|move\.pick)/;

/** Commands that somebody who may only read has a use for, too. */
const FOR_READERS: ReadonlySet<CommandId> = new Set<CommandId>([
  "comment.open",
  "advice.open",
  "search.open",
  "inspector.open",
  "finer.open",
  "menu.open",
  "help.open",
]);

/** Whether a command changes the map: who may not is told so, instead of nothing happening. */
export function changes(command: CommandId): boolean {
  return /^(write|card|step|stage|lane|touchpoint|arrow|moment|persona|level|move|duplicate|remove)/.test(command);
}

export function actOf(desk: Desk, command: CommandId): Act | null {
  if (!offers(desk, command)) return null;
  const { selection } = desk.state;
  const [verb, what = ""] = command.split(".");
  if (IN_A_LANE.test(command) && desk.state.mode.is === "select" && held(desk)) return () => desk.say("editor.say.laneLocked");
  if (command === "remove" && [...selection.ids].some((id) => bearsLocked(desk.store, id))) return () => desk.say("editor.say.bearsLocked");
  if (verb === "go" && (what === "next" || what === "previous")) return goFound(desk, what === "next");
  if (verb === "go" || verb === "extend") return go(desk, what as Direction, verb === "extend");
  if (verb === "move") return move(desk, what);
  switch (command) {
    case "select.all":
      return () => {
        desk.select(everything(desk.grid, selection));
      };
    case "select.none":
      if (selection.ids.size === 0) return null;
      return () => {
        desk.select({ ...selection, ids: new Set(), anchor: selection.focus });
      };
    case "select.toggle":
      return atFocus(desk, (focus) => () => {
        desk.select(toggled(selection, focus));
      });
    default:
      return desk.store.status.canEdit || FOR_READERS.has(command) ? change(desk, command) : null;
  }
}

/** Whether what a command would change stands in a locked lane. */
function held({ store, state }: Desk): boolean {
  const { ids, focus } = state.selection;
  return [...ids].some((id) => isLocked(store, id)) || (focus !== null && focus.lane !== "" && !focus.id.startsWith("lane:") && isLocked(store, focus.lane));
}

/** Select these and go to the first. */
export function selectAll(desk: Desk, ids: readonly Id[]): void {
  const focus = ids[0] === undefined ? null : focusOf(desk.store, desk.grid, ids[0]);
  if (focus) desk.select({ ids: new Set(ids), focus, anchor: focus });
}

/** Add a card behind the one in focus and begin to write it. */
export function addCardAt(desk: Desk, at: Focus): void {
  // A level begins in the middle: it is the one thing on a curve that says nothing yet.
  const value = isCurve(laneAt(desk.grid, at)) ? { value: MIDDLE } : {};
  const id = addCard(desk.store, at, { ...(at.id ? { after: at.id } : {}), ...value });
  desk.select(only({ parent: at.parent, lane: at.lane, id }));
  desk.write(id, true);
}

function change(desk: Desk, command: CommandId): Act | null {
  const { store, state } = desk;
  const { ids, focus } = state.selection;
  switch (command) {
    case "undo":
    case "redo":
      return turn(desk, command);
    case "write.start":
      return atFocus(desk, (at) => writeAt(desk, at));
    case "card.add":
      return atFocus(desk, (at) => (inCell(desk.grid, at) ? addAt(desk, at) : null));
    case "step.add":
      return addStepAt(desk, focus);
    case "stage.add":
      return addStageAt(desk, focus);
    case "moment.unmark": {
      const marked = focus && store.ids("moment").some((id) => store.get<"moment">(id)?.parent === focus.parent);
      return marked
        ? () => {
            unmarkMoment(store, focus.parent);
          }
        : null;
    }
    case "level.up":
      return atFocus(desk, (at) => level(desk, at, HALF));
    case "level.down":
      return atFocus(desk, (at) => level(desk, at, -HALF));
    case "duplicate": {
      const cards = inOrder(desk.grid, ids).filter((id) => store.get(id)?.type === "card");
      if (cards.length === 0) return null;
      return () => {
        selectAll(desk, duplicate(store, cards));
      };
    }
    case "remove":
      if (ids.size === 0) return null;
      return () => {
        removeAll(desk, [...ids]);
      };
    default: {
      const asked = desk.asked(command as AskedCommand);
      return asked
        ? () => {
            asked(state.selection);
          }
        : null;
    }
  }
}

function go(desk: Desk, direction: Direction, extend: boolean): Act | null {
  const { selection } = desk.state;
  const to = selection.focus ? walk(desk.grid, selection.focus, direction) : first(desk.grid);
  if (!to) return null;
  return () => {
    desk.select(extend ? extended(desk.grid, selection, to) : only(to));
  };
}

function goFound(desk: Desk, onward: boolean): Act | null {
  const ids = [...(desk.state.found?.ids ?? [])];
  const at = ids.indexOf(desk.state.selection.focus?.id ?? "");
  const next = at < 0 ? (onward ? 0 : -1) : (at + (onward ? 1 : -1)) % Math.max(1, ids.length);
  const id = ids.at(next);
  return id === undefined
    ? null
    : () => {
        selectAll(desk, [id]);
        desk.say("editor.say.foundAt", { name: called(desk.store, id), at: ids.indexOf(id) + 1, count: ids.length });
      };
}

function move(desk: Desk, what: string): Act | null {
  const { store, grid, lanes, state } = desk;
  const { mode, selection } = state;
  if (what === "pick") {
    if (mode.is !== "select" || !store.status.canEdit) return null;
    const { ids, focus } = selection;
    const picked = movable(store, inOrder(grid, ids.size > 0 ? ids : new Set(focus?.id ? [focus.id] : [])));
    const to = standing(store, grid, picked);
    return to
      ? () => {
          desk.carry(picked, to, "editor.say.picked");
        }
      : null;
  }
  if (mode.is !== "move") return null;
  if (what === "drop") return () => desk.drop(mode.ids, mode.to);
  if (what === "cancel") {
    return () => {
      desk.putDown();
      desk.say("editor.say.cancelled");
    };
  }
  const to = shifted(store, grid, lanes, mode.ids, mode.to, what as Direction);
  return () => {
    desk.carry(mode.ids, to, "editor.say.over");
  };
}

function turn(desk: Desk, command: "undo" | "redo"): Act | null {
  const { store } = desk;
  if (!(command === "undo" ? store.canUndo : store.canRedo)) return null;
  return () => {
    const label = command === "undo" ? store.undo() : store.redo();
    if (label === undefined) return;
    selectAll(
      desk,
      store.touched.filter((id) => store.get(id)),
    );
    desk.say(`editor.say.${command}`, { label });
  };
}

function writeAt(desk: Desk, at: Focus): Act | null {
  if (at.id === "") return inCell(desk.grid, at) ? addAt(desk, at) : null;
  if (desk.store.get(at.id)?.type !== "encounter") return () => desk.write(at.id);
  const open = desk.asked("inspector.open");
  return open
    ? () => {
        open(desk.state.selection);
      }
    : null;
}

function addAt(desk: Desk, at: Focus): Act | null {
  const lane = laneAt(desk.grid, at);
  if (!lane || lane.role === "measure") return null;
  if (lane.role !== "touchpoints") {
    return () => {
      addCardAt(desk, at);
    };
  }
  const meet = desk.asked("touchpoint.meet");
  return meet
    ? () => {
        meet(desk.state.selection);
      }
    : null;
}

function addStepAt(desk: Desk, at: Focus | null): Act | null {
  const column = at ? desk.grid.columns[Math.max(0, desk.grid.find(at)?.column ?? -1)] : desk.grid.columns.at(-1);
  if (!column) return addStageAt(desk, at); // a map without stages begins with one
  return () => {
    const after = column.step ? { after: column.step } : {};
    begin(desk, addStep(desk.store, { stage: column.stage, name: desk.names.step, ...after }));
  };
}

function addStageAt(desk: Desk, at: Focus | null): Act {
  const column = at ? desk.grid.columns[Math.max(0, desk.grid.find(at)?.column ?? -1)] : desk.grid.columns.at(-1);
  return () => {
    begin(desk, addStage(desk.store, { name: desk.names.stage, ...(column ? { after: column.stage } : {}) }));
  };
}

/** Go to a new stage or step and write its name. */
function begin(desk: Desk, id: Id): void {
  desk.select(only({ parent: id, lane: "", id }));
  desk.write(id, true);
}

/** Draw a level half a point up or down: of a card on the curve, or the target of a step. */
function level(desk: Desk, at: Focus, by: number): Act | null {
  const { store } = desk;
  if (inCell(desk.grid, at)) {
    if (!isCurve(laneAt(desk.grid, at))) return null;
    if (at.id === "") {
      return () => {
        selectAll(desk, [addCard(store, at, { value: MIDDLE })]);
      };
    }
    const value = store.get<"card">(at.id)?.value ?? MIDDLE;
    return () => {
      setLevel(store, at.id, within(value + by));
    };
  }
  const step = store.get<"step">(at.id);
  if (step?.type !== "step") return null;
  return () => {
    setTarget(store, step.id, within((step.target ?? MIDDLE) + by));
  };
}

function removeAll(desk: Desk, ids: readonly Id[]): void {
  const { focus } = desk.state.selection;
  const index = focus ? desk.grid.content(focus).indexOf(focus.id) : -1;
  remove(desk.store, ids);
  desk.say("editor.say.removed", { count: ids.length });
  if (!focus) return;
  // The keyboard stays where it was: on what moved up into the place.
  desk.select(desk.grid.find(focus) ? only(focusOn(desk.grid, focus, Math.max(0, index))) : NOTHING);
}

function atFocus(desk: Desk, act: (focus: Focus) => Act | null): Act | null {
  const { focus } = desk.state.selection;
  return focus ? act(focus) : null;
}
