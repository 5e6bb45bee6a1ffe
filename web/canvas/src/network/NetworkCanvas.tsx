/**
 * A network to look at and to work on: actors to drag, handles to connect, labels to write. What lives here: React Flow
 * with what the map says, and what pointer and keys come to. Not here: an actor, a flow, a tool, any change to the map.
 */
import { arrangeActors, connectActors, editActor, editFlow, placeActors, type Spot } from "@outsidein/editor";
import { later, toast } from "@outsidein/kit";
import type { Id } from "@outsidein/store";
import { ConnectionMode, ReactFlow, ReactFlowProvider, SelectionMode, useReactFlow, type EdgeChange, type NodeChange } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from "react";
import { useSession } from "../session/Session";
import { useFollow } from "../session/useFollow";
import { useCanEdit } from "../session/watch";
import { useSpeech } from "../words";
import { ActorNode, type ActorNodeType } from "./ActorNode";
import { FlowEdge, type FlowEdgeType } from "./FlowEdge";
import { NetworkTools } from "./NetworkTools";
import { useNetworkKeys } from "./networkKeys";
import { Rings } from "./Rings";
import { routed } from "./routing";
import { useTerms } from "./terms";
import { ASPECT, rectsOf, useNetwork } from "./useNetwork";
import { useSelected } from "./useSelected";
import { WritingContext, type WritingNow } from "./writingContext";
import "./network.css";

const ConnectTo = later(async () => (await import("./ConnectTo")).ConnectTo);
const NODES = { actor: ActorNode };
const EDGES = { flow: FlowEdge };
const NOWHERE: ReadonlyMap<Id, Spot> = new Map();
/** How near the edge of the picture, in pixels, something is still in sight. */
const EDGE = 60;
const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
const FIT = { padding: 0.06, maxZoom: 1.4 };

export function NetworkCanvas() {
  return (
    <ReactFlowProvider>
      <Drawn />
    </ReactFlowProvider>
  );
}

function Drawn() {
  const session = useSession();
  const { store, editor, arrange, open } = session;
  const { t } = useSpeech();
  const terms = useTerms();
  const canEdit = useCanEdit();
  const network = useNetwork();
  const flow = useReactFlow();
  const selected = useSelected();
  const [dragged, setDragged] = useState(NOWHERE);
  const [connecting, setConnecting] = useState<Id | "">("");
  const [busy, setBusy] = useState(false);
  const [writingId, setWritingId] = useState<Id | "">("");
  const { actors, flows, rings, half } = network;
  const box = useRef<HTMLDivElement>(null);

  const rects = useMemo(() => rectsOf(network, dragged), [network, dragged]);
  const routes = useMemo(
    () => routed(rects, flows.map((one) => ({ id: one.id, source: one.parent, target: one.to, label: network.labels.get(one.id) ?? { width: 0, height: 0 } }))),
    [rects, flows, network.labels],
  );
  // Whoever looks at one actor sees what is theirs: the rest steps back.
  const near = useMemo(() => {
    const chosen = new Set(actors.filter((one) => selected.has(one.id)).map((one) => one.id));
    if (chosen.size === 0) return null;
    return new Set(flows.filter((one) => chosen.has(one.parent) || chosen.has(one.to)).flatMap((one) => [one.id, one.parent, one.to]).concat(...chosen));
  }, [actors, flows, selected]);

  const nodes = useMemo<ActorNodeType[]>(
    () =>
      actors.flatMap((one) => {
        const box = network.boxes.get(one.id);
        const at = rects.get(one.id);
        if (!box || !at) return [];
        const says = t("network.actor.says", { name: one.name, kind: terms.actor(one.kind), ring: terms.ring(one.ring ?? 1), flows: flows.filter((flow) => flow.parent === one.id || flow.to === one.id).length });
        return [{ id: one.id, type: "actor" as const, position: { x: at.x, y: at.y }, width: box.width, height: box.height, selected: selected.has(one.id), ariaLabel: says, data: { box, core: (one.ring ?? 1) === 0, near: !near || near.has(one.id) } }];
      }),
    [actors, flows, network.boxes, rects, selected, near, terms, t],
  );
  const edges = useMemo<FlowEdgeType[]>(
    () =>
      flows.flatMap((one) => {
        const route = routes.get(one.id);
        return route ? [{ id: one.id, type: "flow" as const, source: one.parent, target: one.to, selected: selected.has(one.id), ariaLabel: t("network.flow.says", { what: one.label ?? terms.flow(one.kind), kind: terms.flow(one.kind), from: store.get<"actor">(one.parent)?.name ?? "", to: store.get<"actor">(one.to)?.name ?? "" }), data: { route, near: !near || near.has(one.id) } }] : [];
      }),
    [flows, routes, selected, near, store, terms, t],
  );

  const spotOf = useCallback(({ x, y }: { readonly x: number; readonly y: number }): Spot => ({ x: x / half, y: (y * ASPECT) / half }), [half]);
  const select = useCallback(
    (changes: readonly (NodeChange<ActorNodeType> | EdgeChange<FlowEdgeType>)[]) => {
      const picks = changes.filter((one) => one.type === "select");
      if (picks.length === 0) return;
      const ids = new Set(editor.state.selection.ids);
      for (const one of picks) if (one.selected) ids.add(one.id); else ids.delete(one.id);
      const id = picks.findLast((one) => one.selected)?.id ?? [...ids].at(-1) ?? "";
      editor.select({ ids, focus: id ? { parent: id, lane: "", id } : null, anchor: null });
    },
    [editor],
  );
  const onNodesChange = useCallback(
    (changes: NodeChange<ActorNodeType>[]) => {
      select(changes);
      const moves = changes.flatMap((one) => (one.type === "position" && one.position ? [one] : []));
      if (moves.length === 0) return;
      if (moves.some((one) => one.dragging)) {
        setDragged(new Map(moves.map((one) => [one.id, one.position ?? { x: 0, y: 0 }])));
        return;
      }
      setDragged(NOWHERE);
      if (canEdit) placeActors(store, new Map(moves.map((one) => [one.id, spotOf(one.position ?? { x: 0, y: 0 })])), rings);
    },
    [select, canEdit, store, rings, spotOf],
  );
  const begin = useCallback((id: Id) => { if (canEdit) setWritingId(id); }, [canEdit]);
  const writing = useMemo<WritingNow>(
    () => ({
      id: writingId,
      begin,
      end: (text) => {
        setWritingId("");
        store.show({ editing: "" });
        if (text !== undefined) {
          if (writingId.startsWith("flow:")) editFlow(store, writingId, { label: text });
          else editActor(store, writingId, { name: text });
        }
        document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(writingId)}"]`)?.focus();
      },
    }),
    [writingId, begin, store],
  );
  useEffect(() => {
    if (writingId) store.show({ editing: writingId });
  }, [store, writingId]);

  useFollow((id) => {
    const at = rects.get(id) ?? routes.get(id)?.label;
    if (!at) return;
    // Only what is out of sight moves the picture, and then no further zoomed than it is.
    const { x, y, zoom } = flow.getViewport();
    const { clientWidth, clientHeight } = box.current ?? { clientWidth: 0, clientHeight: 0 };
    const [left, top] = [at.x * zoom + x, at.y * zoom + y];
    if (left > EDGE && top > EDGE && left < clientWidth - EDGE && top < clientHeight - EDGE) return;
    void flow.setCenter(at.x, at.y, { zoom, duration: calm() ? 0 : 250 });
  });
  const fit = useCallback(() => void flow.fitView({ ...FIT, duration: calm() ? 0 : 250 }), [flow]);
  // The first picture is shown whole once the layout has answered, and again after everybody was placed anew.
  const [placed, setPlaced] = useState(0);
  useEffect(() => {
    if (!network.settled) return;
    const frame = requestAnimationFrame(fit);
    return () => cancelAnimationFrame(frame);
  }, [network.settled, placed, fit]);
  const anew = useCallback(async () => {
    if (!arrange) return;
    setBusy(true);
    try {
      const places = await arrange(true);
      arrangeActors(store, new Map(places.map((one) => [one.id, one])));
      setPlaced((was) => was + 1);
      editor.say("network.say.arranged", { count: places.length });
    } catch {
      toast({ says: t("network.arrange.failed"), fix: t("network.arrange.failed.fix"), tone: "warn" });
    } finally {
      setBusy(false);
    }
  }, [arrange, store, editor, t]);
  const keys = useNetworkKeys({ session, rings, half, spots: network.spots, begin, connect: setConnecting });
  const drawn = useCallback(
    (from: Id, to: Id) => {
      const id = connectActors(store, from, to);
      if (!id) return;
      editor.select({ ids: new Set([id]), focus: { parent: id, lane: "", id }, anchor: null });
      editor.say("network.say.connected", { from: store.get<"actor">(from)?.name ?? "", to: store.get<"actor">(to)?.name ?? "" });
      setWritingId(id);
    },
    [store, editor],
  );

  return (
    <WritingContext.Provider value={writing}>
      <div className="oi-net" ref={box} data-edit={canEdit || undefined} onKeyDown={keys}>
        <ReactFlow<ActorNodeType, FlowEdgeType>
          nodes={nodes}
          edges={edges}
          nodeTypes={NODES}
          edgeTypes={EDGES}
          nodeOrigin={[0.5, 0.5]}
          onNodesChange={onNodesChange}
          onEdgesChange={select}
          onConnect={({ source, target }) => drawn(source, target)}
          onNodeDoubleClick={(event: MouseEvent, node) => { event.preventDefault(); begin(node.id); }}
          onNodeClick={(_, node) => open({ what: "actor", id: node.id })}
          onEdgeClick={(_, edge) => open({ what: "flow", id: edge.id })}
          onPaneClick={() => editor.select({ ids: new Set(), focus: null, anchor: null })}
          nodesDraggable={canEdit}
          nodesConnectable={canEdit}
          edgesFocusable={false}
          connectionMode={ConnectionMode.Loose}
          connectionRadius={30}
          selectionMode={SelectionMode.Partial}
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          minZoom={0.15}
          maxZoom={2.5}
          fitView
          fitViewOptions={FIT}
          proOptions={{ hideAttribution: true }}
          ariaLabelConfig={{
            "node.a11yDescription.default": t("network.keys.actor"),
            "node.a11yDescription.keyboardDisabled": t("network.keys.actor"),
            "edge.a11yDescription.default": t("network.keys.flow"),
          }}
          aria-label={t("network.canvas", { title: store.get<"journey">(store.journey)?.title ?? "" })}
        >
          <Rings rings={rings} half={half} terms={terms} />
        </ReactFlow>
        <NetworkTools network={network} canEdit={canEdit} busy={busy} onArrange={arrange ? () => void anew() : null} onFit={fit} onConnect={setConnecting} onWrite={begin} />
        {connecting && (
          <Suspense>
            <ConnectTo from={connecting} onClose={() => setConnecting("")} />
          </Suspense>
        )}
      </div>
    </WritingContext.Provider>
  );
}

