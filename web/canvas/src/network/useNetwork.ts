/**
 * The network as it is drawn: actors and flows of the map, where each stands, how large the sheet is. What lives here:
 * putting records, the layout's answer and sizes together. Not here: drawing, or changing anything.
 */
import { ringEdges, ringsOf, type Spot } from "@outsidein/editor";
import type { Actor, Flow } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useEffect, useMemo, useRef, useState } from "react";
import { useSession } from "../session/Session";
import { useTopics } from "../session/watch";
import { actorBox, labelBox, type Lettered } from "./lettering";
import type { Rect } from "./routing";
import { useTerms } from "./terms";

export const ASPECT = 1.5;
const LEAST = 460;
const MARK = 13;

export interface Network {
  readonly actors: readonly Actor[];
  readonly flows: readonly Flow[];
  /** How many rings there are. */
  readonly rings: number;
  /** Half the width of the sheet, in pixels before zooming. */
  readonly half: number;
  readonly spots: ReadonlyMap<Id, Spot>;
  readonly boxes: ReadonlyMap<Id, Lettered>;
  readonly labels: ReadonlyMap<Id, Lettered>;
  /** Whether everybody stands where they are to stand: nobody waits for the layout's answer any more. */
  readonly settled: boolean;
}

/** The actors and flows of the map; the same object until one of them changes. */
export function useActorsAndFlows(): Pick<Network, "actors" | "flows"> {
  const { store } = useSession();
  const held = useRef<Pick<Network, "actors" | "flows">>({ actors: [], flows: [] });
  return useTopics(["any"], () => {
    const actors = store.ids("actor").flatMap((id) => store.get<"actor">(id) ?? []);
    const ends = new Set(actors.map((one) => one.id));
    const flows = store.ids("flow").flatMap((id) => store.get<"flow">(id) ?? []).filter((one) => ends.has(one.parent) && ends.has(one.to));
    // Records are immutable snapshots: the same ones mean that nothing changed.
    if (!same(actors, held.current.actors) || !same(flows, held.current.flows)) held.current = { actors, flows };
    return held.current;
  });
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((record, at) => record === other[at]);
}

export function useNetwork(): Network {
  const { store, kind } = useSession();
  const { actors, flows } = useActorsAndFlows();
  const terms = useTerms();
  const rings = useMemo(() => (actors ? ringsOf(store, kind.rings.length) : 2), [store, kind, actors]);
  const boxes = useMemo(() => new Map(actors.map((one) => [one.id, actorBox(one.name, one.kind ?? "organisation")])), [actors]);
  const labels = useMemo(() => new Map(flows.map((one) => [one.id, marked(labelBox(one.label ?? terms.flow(one.kind)))])), [flows, terms]);
  const used = Math.max(1, ...actors.map((one) => one.ring ?? 1));
  // The sheet grows with how much is on it, not with every drag: nothing jumps while somebody moves an actor.
  const half = useMemo(
    () => halfWidth([...boxes.values()], [...labels.values()]) / (ringEdges(rings)[Math.min(used, rings - 1)] ?? 1),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [actors.length, flows.length, rings],
  );
  const arranged = useArranged(actors);
  const spots = useMemo(() => spotsOf(actors, arranged, rings), [actors, arranged, rings]);
  const settled = actors.every((one) => (one.x !== undefined && one.y !== undefined) || arranged.has(one.id));
  return useMemo(() => ({ actors, flows, rings, half, spots, boxes, labels, settled }), [actors, flows, rings, half, spots, boxes, labels, settled]);
}

/** A label with room for the mark of what backs it. */
function marked(box: Lettered): Lettered {
  return { ...box, width: box.width + MARK };
}

/** The middle of a spot on the sheet, in pixels from its centre. */
export function pixelsOf({ x, y }: Spot, half: number): { readonly x: number; readonly y: number } {
  return { x: x * half, y: (y * half) / ASPECT };
}

/** The rectangles of actors, for routing; `dragged` are where some are being moved just now (pixels from the centre). */
export function rectsOf({ spots, boxes, half }: Network, dragged: ReadonlyMap<Id, { readonly x: number; readonly y: number }>): ReadonlyMap<Id, Rect> {
  return new Map(
    [...boxes].map(([id, { width, height }]) => [id, { ...(dragged.get(id) ?? pixelsOf(spots.get(id) ?? { x: 0, y: 0 }, half)), width, height }]),
  );
}

function halfWidth(boxes: readonly Lettered[], labels: readonly Lettered[]): number {
  const covered = (all: readonly Lettered[], x: number, y: number): number => all.reduce((sum, one) => sum + (one.width + x) * (one.height + y), 0);
  return Math.max(LEAST, Math.sqrt(((5.6 * covered(boxes, 16, 16) + 6 * covered(labels, 8, 6)) * ASPECT) / Math.PI));
}

/** Where the layout has those stand whom nobody has placed: asked again when there are others. */
function useArranged(actors: readonly Actor[]): ReadonlyMap<Id, Spot> {
  const { arrange, store } = useSession();
  const [found, setFound] = useState<ReadonlyMap<Id, Spot>>(new Map());
  const unplaced = actors.filter((one) => one.x === undefined || one.y === undefined).map((one) => `${one.id}@${one.ring ?? 1}`).join(" ");
  useEffect(() => {
    if (unplaced === "" || !arrange) return;
    let gone = false;
    // Offline, or not yet saved: a simple seating stands in until the answer comes.
    const ask = (): void => void arrange(false).then((places) => gone || setFound(new Map(places.map((one) => [one.id, one]))), () => undefined);
    const timer = setTimeout(ask, store.status.unsaved > 0 ? 1200 : 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [unplaced, arrange, store]);
  return found;
}

function spotsOf(actors: readonly Actor[], arranged: ReadonlyMap<Id, Spot>, rings: number): ReadonlyMap<Id, Spot> {
  const edges = ringEdges(rings);
  const seats = new Map<number, Id[]>();
  for (const { id, ring = 1 } of actors) seats.set(ring, [...(seats.get(ring) ?? []), id]);
  return new Map(
    actors.map(({ id, x, y, ring = 1 }) => {
      if (x !== undefined && y !== undefined) return [id, { x, y }];
      const known = arranged.get(id);
      if (known) return [id, known];
      const row = seats.get(ring) ?? [id];
      const turn = ((row.indexOf(id) + (ring % 2) / 2) / row.length) * 2 * Math.PI + Math.PI;
      const at = Math.min(ring, edges.length - 1);
      const reach = at === 0 ? (row.length > 1 ? (edges[0] ?? 0) * 0.62 : 0) : ((edges[at - 1] ?? 0) + (edges[at] ?? 1)) / 2;
      return [id, { x: reach * Math.cos(turn), y: reach * Math.sin(turn) }];
    }),
  );
}
