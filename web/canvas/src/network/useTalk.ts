/** What people said about an actor or flow, and the strongest of what backs an actor's cards. Not here: showing it. */
import type { Id } from "@outsidein/store";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { CardMark } from "../facts/Facts";
import { useSession } from "../session/Session";
import { useTopics } from "../session/watch";
import { useSpeech } from "../words";

const SIGNS = { measured: "●", heard: "◐", assumption: "○" } as const;
const ORDER = ["measured", "heard", "assumption"] as const;

export interface Talk {
  readonly comments: number;
  readonly marks: readonly CardMark[];
  readonly strength: { readonly id: keyof typeof SIGNS; readonly sign: string; readonly says: string } | null;
}

export function useTalk(id: Id): Talk {
  const { store, facts, kind } = useSession();
  const { t } = useSpeech();
  const comments = useSyncExternalStore(facts.subscribe, () => facts.comments(id));
  const marks = useSyncExternalStore(facts.subscribe, () => facts.marks(id));
  const cards = useTopics(kind.lanes.map((lane) => `cell:${id}|${lane.key}` as const), () => kind.lanes.flatMap((lane) => store.cell(id, lane.key)).join(" "));
  const strongest = useCallback(() => {
    const found = new Set(cards === "" ? [] : cards.split(" ").map((card) => facts.backing(card)?.strength));
    return ORDER.find((one) => found.has(one)) ?? "";
  }, [cards, facts]);
  const strength = useSyncExternalStore(facts.subscribe, strongest);
  return useMemo(
    () => ({ comments, marks, strength: strength === "" ? null : { id: strength, sign: SIGNS[strength], says: t("canvas.strength", { strength }) } }),
    [comments, marks, strength, t],
  );
}
