/** A mental space: its name over its towers. What lives here: the head and what stands at the whole space. Not here: a tower. */
import type { MapLane } from "@outsidein/editor";
import { memo } from "react";
import { AddButton } from "../ask/AddButton";
import { MoreButton } from "../ask/MoreButton";
import { CommentBadge } from "../card/CommentBadge";
import { NameField } from "../card/NameField";
import { PeerTags } from "../card/PeerTags";
import { useComments, useMarks } from "../facts/watch";
import { groundOf, stepsOf, type DrawnColumn, type DrawnStage } from "../grid/columns";
import { useSession } from "../session/Session";
import { useCanEdit, useMark, usePeers, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { Boxes } from "./Boxes";
import { Tower } from "./Tower";

interface Props {
  readonly stage: DrawnStage;
  readonly of: number;
  readonly columns: readonly DrawnColumn[];
  readonly lanes: readonly MapLane[];
}

export const Space = memo(function Space({ stage, of, columns, lanes }: Props) {
  const { t, spine } = useSpeech();
  const canEdit = useCanEdit();
  const own = columns.slice(stage.first, stage.last + 1);
  const wide = lanes.filter((lane) => lane.level === "stage");
  const style = { gridColumn: `span ${own.length}`, "--ground": groundOf(stage.at, of) } as React.CSSProperties;
  return (
    <div className="oi-towers-space" style={style}>
      <div className="oi-towers-space-top">
        <Head id={stage.id} />
        {wide.map((lane) => (
          <Boxes key={lane.key} parent={stage.id} guests={stepsOf(columns, stage)} lane={lane} title />
        ))}
      </div>
      {own.map((column) =>
        column.step ? (
          <Tower key={column.step} stage={stage.id} step={column.step} number={column.number} guest={column.opensStage ? stage.id : ""} lanes={lanes} />
        ) : (
          <div key={column.stage} className="oi-towers-none">
            {canEdit && <AddButton command="step.add" at={{ parent: stage.id, lane: "", id: stage.id }} label={t("canvas.add.step", spine)} shown words />}
          </div>
        ),
      )}
    </div>
  );
});

function Head({ id }: { readonly id: string }) {
  const { t, spine } = useSpeech();
  const { store } = useSession();
  const stage = useRecord<"stage">(id);
  const mark = useMark(id);
  const peers = usePeers(id);
  const comments = useComments(id);
  const marks = useMarks(id);
  const canEdit = useCanEdit();
  if (!stage) return null;
  const writing = mark.includes("writing");
  const name = stage.name || t("canvas.unnamed");
  return (
    <div
      className={`oi-towers-space-head ${mark}`}
      role="group"
      aria-label={name}
      aria-roledescription={spine.Stage}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${id}||${id}`}
      data-id={id}
      data-parent={id}
      data-lane=""
      data-grip="stage"
      data-stage={store.journey}
    >
      {writing ? (
        <NameField id={id} text={stage.name} label={t("canvas.stage.name", spine)} />
      ) : (
        <>
          <span className="oi-towers-space-name">{name}</span>
          {stage.goal && <span className="oi-towers-space-goal">{stage.goal}</span>}
        </>
      )}
      {mark.includes("selected") && <span className="oi-unseen">{t("towers.selected")}</span>}
      {comments > 0 && <CommentBadge id={id} comments={comments} marks={marks} />}
      {canEdit && !writing && <MoreButton id={id} parent={id} lane="" label={t("towers.more", { name })} />}
      <PeerTags peers={peers} />
    </div>
  );
}
