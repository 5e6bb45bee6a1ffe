/** The state of an opportunity or initiative as a menu of those that may follow it. */
import type { ReactNode } from "react";
import { Button, Menu, useT, type Tone } from "@outsidein/kit";
import type { ActionState } from "@outsidein/schema";
import { FOLLOWS, useTurn } from "../../data/actions";
import { usePlace } from "../../session/place";

export const STATE_TONES: Readonly<Record<ActionState, Tone>> = { proposed: "plain", open: "accent", "in-progress": "warn", done: "good", dropped: "plain" };

export function StateMenu({ id, state }: { readonly id: string; readonly state: ActionState }): ReactNode {
  const t = useT();
  const place = usePlace();
  const turn = useTurn(place.id);
  return (
    <Menu
      label={t("actions.turn")}
      entries={FOLLOWS[state].map((next) => ({ id: next, label: t("actions.turn.to", { state: t(`actions.state.${next}`) }), onAction: () => turn.mutate({ id, state: next }) }))}
      trigger={(menu) => (
        <Button {...menu} size="s" look="ghost" iconAfter="chevron-down" pending={turn.isPending}>
          {t(`actions.state.${state}`)}
        </Button>
      )}
    />
  );
}
