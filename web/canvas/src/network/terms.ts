/** What kinds of actor and flow are called, and how each is told apart without colour. Not here: drawing them. */
import type { ActorKind, FlowKind } from "@outsidein/schema";
import type { IconName } from "@outsidein/kit";
import { useMemo } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

export const ACTOR_ICON: Readonly<Record<ActorKind, IconName>> = { person: "person", place: "pin", object: "box", organisation: "building" };
export const FLOW_ICON: Readonly<Record<FlowKind, IconName>> = { money: "coin", goods: "box", service: "bolt", information: "page", goodwill: "heart" };
const ACTORS: readonly ActorKind[] = ["person", "place", "object", "organisation"];
const FLOWS: readonly FlowKind[] = ["money", "goods", "service", "information", "goodwill"];

export interface Terms {
  readonly actor: (kind: ActorKind | undefined) => string;
  readonly flow: (kind: FlowKind | undefined) => string;
  readonly ring: (ring: number) => string;
  /** The kinds that this kind of map offers, to choose from. */
  readonly actors: readonly { readonly id: ActorKind; readonly label: string }[];
  readonly flows: readonly { readonly id: FlowKind; readonly label: string }[];
}

export function useTerms(): Terms {
  const { kind } = useSession();
  const { t } = useSpeech();
  return useMemo(() => {
    const actor = (one: ActorKind = "organisation"): string => t(`network.actor.${one}`);
    const flow = (one: FlowKind = "service"): string => t(`network.flow.${one}`);
    return {
      actor,
      flow,
      ring: (at) => kind.rings[at] ?? t("network.ring", { n: at }),
      actors: (kind.actors.length > 0 ? kind.actors : ACTORS).map((id) => ({ id, label: actor(id) })),
      flows: (kind.flows.length > 0 ? kind.flows : FLOWS).map((id) => ({ id, label: flow(id) })),
    };
  }, [kind, t]);
}
