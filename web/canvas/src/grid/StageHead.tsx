/** The head of a stage over its steps. What lives here: its name, goal and doors. Not here: which colour (columns). */
import { memo } from "react";
import { NameField } from "../card/NameField";
import { MoreButton } from "../ask/MoreButton";
import { PeerTags } from "../card/PeerTags";
import { useCanEdit, useMark, usePeers, useRecord } from "../session/watch";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import { groundOf } from "./columns";

interface Props {
  readonly id: string;
  readonly at: number;
  readonly of: number;
  readonly first: number;
  readonly last: number;
}

export const StageHead = memo(function StageHead({ id, at, of, first, last }: Props) {
  const { t, spine } = useSpeech();
  const { store } = useSession();
  const stage = useRecord<"stage">(id);
  const mark = useMark(id);
  const peers = usePeers(id);
  const canEdit = useCanEdit();
  if (!stage) return null;
  const writing = mark.includes("writing");
  return (
    <div
      className={`oi-map-stage ${mark}${at === 0 ? " is-first" : ""}`}
      role="columnheader"
      aria-colindex={first + 2}
      aria-colspan={last - first + 1}
      aria-selected={mark.includes("selected") || undefined}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${id}||${id}`}
      data-id={id}
      data-parent={id}
      data-lane=""
      style={{ gridColumn: `${first + 2} / ${last + 3}`, "--ground": groundOf(at, of) } as React.CSSProperties}
      data-grip="stage"
      data-stage={store.journey}
    >
      <div className="oi-map-stage-words">
        {writing ? (
          <NameField id={id} text={stage.name} label={t("canvas.stage.name", spine)} />
        ) : (
          <>
            <span className="oi-map-stage-name">{stage.name || t("canvas.unnamed")}</span>
            {stage.goal && <span className="oi-map-stage-goal">{stage.goal}</span>}
          </>
        )}
      </div>
      {canEdit && !writing && <MoreButton id={id} parent={id} lane="" label={t("canvas.more.stage", { ...spine, name: stage.name })} />}
      <PeerTags peers={peers} />
    </div>
  );
});
