/**
 * Several things watched as one: a card asks seven questions but subscribes once, which is what makes a fling over a
 * thousand of them smooth. What lives here: the hook, and what a card and a cell ask. Not here: what is drawn.
 */
import type { Backing, Card, Diagnostic, Encounter, Touchpoint } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useCallback, useRef, useSyncExternalStore } from "react";
import type { CardMark, Truth } from "../facts/Facts";
import type { Ghost, Peer } from "./peers";
import { useSession, type Session } from "./Session";

type Stop = () => void;
type Listen = (listener: () => void) => Stop;

const NONE: readonly Id[] = [];

/** Read several values; the same tuple until one of them changes. */
function useTogether<T extends readonly unknown[]>(listen: Listen, read: () => T): T {
  const last = useRef<T | null>(null);
  return useSyncExternalStore(listen, () => {
    const next = read();
    const before = last.current;
    if (before && next.every((one, at) => Object.is(one, before[at]))) return before;
    last.current = next;
    return next;
  });
}

function all(listener: () => void, ...listens: readonly Listen[]): Stop {
  const stops = listens.map((listen) => listen(listener));
  return () => stops.forEach((stop) => stop());
}

export interface CardSeen {
  readonly card: Card | undefined;
  readonly mark: string;
  readonly backing: Backing | undefined;
  readonly truth: Truth | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly comments: number;
  readonly marks: readonly CardMark[];
  readonly peers: readonly Peer[];
}

/** Everything that a card shows. */
export function useCard(id: Id): CardSeen {
  const { store, editor, follow, facts, peers } = useSession();
  const listen = useCallback(
    (listener: () => void) => all(listener, (one) => store.subscribe(`record:${id}`, one), follow, facts.subscribe, peers.subscribe),
    [store, follow, facts, peers, id],
  );
  const [card, mark, backing, truth, diagnostics, comments, marks, there] = useTogether(listen, () => {
    const found = store.get<"card">(id);
    return [found, editor.mark(id), facts.backing(id), facts.truth(found?.parent ?? "", found?.touchpoint), facts.diagnostics(id), facts.comments(id), facts.marks(id), peers.at(id)] as const;
  });
  return { card, mark, backing, truth, diagnostics, comments, marks, peers: there };
}

export interface EncounterSeen {
  readonly encounter: Encounter | undefined;
  readonly touchpoint: Touchpoint | undefined;
  readonly mark: string;
  readonly truth: Truth | undefined;
  readonly peers: readonly Peer[];
}

/** Everything that a pill of the touchpoint lane shows. */
export function useEncounter(id: Id): EncounterSeen {
  const { store, editor, follow, facts, peers } = useSession();
  const of = store.get<"encounter">(id)?.touchpoint ?? "";
  const listen = useCallback(
    (listener: () => void) =>
      all(listener, (one) => store.subscribe(`record:${id}`, one), (one) => store.subscribe(`record:${of}`, one), follow, facts.subscribe, peers.subscribe),
    [store, follow, facts, peers, id, of],
  );
  const [encounter, touchpoint, mark, truth, there] = useTogether(listen, () => {
    const found = store.get<"encounter">(id);
    return [found, store.get<"touchpoint">(found?.touchpoint ?? ""), editor.mark(id), facts.truth(found?.parent ?? "", found?.touchpoint), peers.at(id)] as const;
  });
  return { encounter, touchpoint, mark, truth, peers: there };
}

export interface CellSeen {
  readonly ids: readonly Id[];
  readonly mark: string;
  readonly ghosts: readonly Ghost[];
  /** Whether the “+” shows: somebody who may write is near. */
  readonly near: boolean;
}

/** Everything that a cell shows besides its cards. `guests` are parents whose cards stand here, too, blank between. */
export function useCell(parent: Id, guests: string, lane: string): CellSeen {
  const session = useSession();
  const { store, follow, peers, hover } = session;
  const listen = useCallback(
    (listener: () => void) =>
      all(listener, ...parentsOf(parent, guests).map((one): Listen => (told) => store.subscribe(`cell:${one}|${lane}`, told)), (one) => store.subscribe("status", one), follow, peers.subscribe, hover.subscribe),
    [store, follow, peers, hover, parent, guests, lane],
  );
  const [joined, mark, ghosts, near] = useTogether(listen, () => {
    const ids = parentsOf(parent, guests).flatMap((one) => store.cell(one, lane));
    return [ids.join("\n"), session.editor.markOfPlace({ parent, lane }), peers.over(`${parent}|${lane}`), isNear(session, parent, lane)] as const;
  });
  return { ids: joined === "" ? NONE : joined.split("\n"), mark, ghosts, near };
}

function isNear({ store, editor, hover }: Session, parent: Id, lane: string): boolean {
  if (!store.status.canEdit || store.status.locked) return false;
  return hover.place === `${parent}|${lane}` || editor.markOfPlace({ parent, lane }).includes("focused");
}

function parentsOf(parent: Id, guests: string): readonly Id[] {
  return guests === "" ? [parent] : [parent, ...guests.split(" ")];
}
