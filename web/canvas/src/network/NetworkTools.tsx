/** The tools over a network: add, connect, arrange, look closer; and what the lines and shapes mean. Not here: what they do. */
import { addActor, setRing } from "@outsidein/editor";
import { Button, Icon, IconButton, Menu, type MenuEntry } from "@outsidein/kit";
import type { ActorKind } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import { Shape } from "./Shape";
import { ACTOR_ICON, FLOW_ICON, useTerms } from "./terms";
import { ASPECT, type Network } from "./useNetwork";
import { useSelected } from "./useSelected";

interface Props {
  readonly network: Network;
  readonly canEdit: boolean;
  readonly busy: boolean;
  readonly onArrange: (() => void) | null;
  readonly onFit: () => void;
  readonly onConnect: (from: Id) => void;
  readonly onWrite: (id: Id) => void;
}

export function NetworkTools({ network, canEdit, busy, onArrange, onFit, onConnect, onWrite }: Props) {
  const { t } = useSpeech();
  const terms = useTerms();
  const flow = useReactFlow();
  const { store, editor } = useSession();
  const selected = useSelected();
  const actors = [...selected].filter((id) => id.startsWith("actor:"));
  const [only] = actors;
  const { rings, half } = network;
  const adding = useMemo<readonly MenuEntry[]>(() => {
    const add = (kind: ActorKind): void => {
      const box = document.querySelector(".oi-net")?.getBoundingClientRect();
      const middle = box ? flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 }) : { x: 0, y: 0 };
      const id = addActor(store, { name: t("network.actor.new"), kind, spot: { x: middle.x / half, y: (middle.y * ASPECT) / half }, rings });
      editor.select({ ids: new Set([id]), focus: { parent: id, lane: "", id }, anchor: null });
      onWrite(id);
    };
    return terms.actors.map(({ id, label }) => ({ id, label, icon: ACTOR_ICON[id], onAction: () => add(id) }));
  }, [terms, flow, store, editor, half, rings, onWrite, t]);
  const ringEntries = useMemo<readonly MenuEntry[]>(
    () => Array.from({ length: rings }, (_, at) => ({ id: `${at}`, label: terms.ring(at), onAction: () => setRing(store, actors, at, rings) })),
    [rings, terms, store, actors],
  );
  return (
    <>
      <div className="oi-net-tools" role="group" aria-label={t("network.tools")}>
        {canEdit && (
          <>
            <Menu label={t("network.add")} entries={adding} trigger={(menu) => <Button {...menu} icon="plus" size="s" iconAfter="chevron-down">{t("network.add")}</Button>} />
            <Button size="s" icon="branch" disabled={!only} onPress={() => only && onConnect(only)}>{t("network.connect")}</Button>
            <Menu label={t("network.toRing")} entries={ringEntries} trigger={(menu) => <Button {...menu} icon="target" size="s" disabled={!only} iconAfter="chevron-down">{t("network.toRing")}</Button>} />
            {onArrange && <Button size="s" icon="sparkle" pending={busy} onPress={onArrange}>{t("network.arrange")}</Button>}
            <IconButton icon="trash" label={t("network.remove")} keys="Delete" disabled={selected.size === 0} onPress={() => editor.remove([...selected])} />
          </>
        )}
        <IconButton icon="zoom-out" label={t("canvas.zoom.out")} onPress={() => void flow.zoomOut()} />
        <IconButton icon="zoom-in" label={t("canvas.zoom.in")} onPress={() => void flow.zoomTo(Math.min(2.5, flow.getZoom() * 1.25))} />
        <IconButton icon="grid" label={t("network.fit")} onPress={onFit} />
      </div>
      <details className="oi-net-legend">
        <summary>{t("network.legend")}</summary>
        <ul>
          {terms.actors.map(({ id, label }) => (
            <li key={id} className={`oi-net-actor is-${id}`}>
              <Shape kind={id} width={30} height={16} />
              <Icon name={ACTOR_ICON[id]} size={13} />
              {label}
            </li>
          ))}
          {terms.flows.map(({ id, label }) => (
            <li key={id} className={`oi-net-flow is-${id}`}>
              <svg width="34" height="12" aria-hidden="true">
                <path d="M1 6H26" className="oi-net-line" />
                <path d="M25 2.4 33 6 25 9.6Z" className="oi-net-tip" />
              </svg>
              <Icon name={FLOW_ICON[id]} size={13} />
              {label}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
