/**
 * One tower: its boxes stacked upwards from its base, and beneath the line what the organisation has for it. What lives
 * here: the stack, the base, the gap. Not here: boxes of a lane (Boxes).
 */
import type { MapLane } from "@outsidein/editor";
import { memo } from "react";
import { AddButton } from "../ask/AddButton";
import { MoreButton } from "../ask/MoreButton";
import { CommentBadge } from "../card/CommentBadge";
import { DiagnosticSign } from "../card/DiagnosticSign";
import { EvidenceSign } from "../card/EvidenceSign";
import { NameField } from "../card/NameField";
import { PeerTags } from "../card/PeerTags";
import { useComments, useDiagnostics, useMarks, useSigns } from "../facts/watch";
import { useSession } from "../session/Session";
import { useCanEdit, useMark, usePeers, useRecord, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import { Boxes } from "./Boxes";
import { isGap } from "./gaps";

interface Props {
  readonly stage: string;
  readonly step: string;
  readonly number: number;
  /** The space whose own boxes stand in this tower, too: its first. */
  readonly guest: string;
  readonly lanes: readonly MapLane[];
}

export const Tower = memo(function Tower({ stage, step, number, guest, lanes }: Props) {
  const { t } = useSpeech();
  const { store } = useSession();
  const gap = useTopics(
    lanes.map((lane) => `cell:${step}|${lane.key}` as const),
    () => isGap(store, step, lanes),
  );
  const standing = lanes.filter((lane) => lane.level !== "stage");
  const boxes = (inside: boolean) => standing.filter((lane) => lane.inside === inside).map((lane) => <Boxes key={lane.key} parent={step} guests={guest} lane={lane} />);
  return (
    <div className="oi-towers-tower">
      <div className="oi-towers-above">{boxes(false)}</div>
      <Base stage={stage} id={step} number={number} />
      <div className="oi-towers-below">
        {gap && <div className="oi-towers-gap">{t("towers.gap")}</div>}
        {boxes(true)}
      </div>
    </div>
  );
});

function Base({ stage, id, number }: { readonly stage: string; readonly id: string; readonly number: number }) {
  const { t, format, spine } = useSpeech();
  const step = useRecord<"step">(id);
  const mark = useMark(id);
  const peers = usePeers(id);
  const signs = useSigns(id);
  const diagnostics = useDiagnostics(id);
  const comments = useComments(id);
  const marks = useMarks(id);
  const canEdit = useCanEdit();
  if (!step) return null;
  const writing = mark.includes("writing");
  const name = step.name || t("canvas.unnamed");
  return (
    <div
      className={`oi-towers-base ${mark}`}
      role="group"
      aria-label={t("towers.tower", { ...spine, number, name })}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${id}||${id}`}
      data-id={id}
      data-parent={id}
      data-lane=""
      data-grip="step"
      data-stage={stage}
    >
      <span className="oi-map-step-no" aria-hidden="true">
        {format.number(number)}
      </span>
      {writing ? <NameField id={id} text={step.name} label={t("canvas.step.name", spine)} /> : <span className="oi-towers-name">{name}</span>}
      {mark.includes("selected") && <span className="oi-unseen">{t("towers.selected")}</span>}
      <span className="oi-towers-signs">
        <EvidenceSign signs={signs} />
        {diagnostics.length > 0 && <DiagnosticSign diagnostics={diagnostics} />}
        {comments > 0 && <CommentBadge id={id} comments={comments} marks={marks} />}
      </span>
      {canEdit && !writing && <MoreButton id={id} parent={id} lane="" label={t("towers.more", { name })} />}
      {canEdit && !writing && <AddButton command="step.add" at={{ parent: id, lane: "", id }} label={t("canvas.add.step", spine)} edge />}
      <PeerTags peers={peers} />
    </div>
  );
}
