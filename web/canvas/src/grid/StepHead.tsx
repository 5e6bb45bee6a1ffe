/** The head of a step: number, name, and what stands out there. Not here: the step's cells, its arrows. */
import { EvidenceSign } from "../card/EvidenceSign";
import { memo } from "react";
import { MoreButton } from "../ask/MoreButton";
import { CommentBadge } from "../card/CommentBadge";
import { DiagnosticSign } from "../card/DiagnosticSign";
import { NameField } from "../card/NameField";
import { PeerTags } from "../card/PeerTags";
import { useComments, useDiagnostics, useMarks, useSigns } from "../facts/watch";
import { useCanEdit, useMark, usePeers, useRecord } from "../session/watch";
import { useSpeech } from "../words";
import { AddButton } from "../ask/AddButton";

interface Props {
  readonly stage: string;
  readonly step: string;
  readonly at: number;
  readonly number: number;
  readonly opensStage: boolean;
}

export const StepHead = memo(function StepHead(props: Props) {
  return props.step ? <Step {...props} /> : <NoStep {...props} />;
});

function NoStep({ stage, at, opensStage }: Props) {
  const { t, spine } = useSpeech();
  const canEdit = useCanEdit();
  return (
    <div className={`oi-map-step is-missing${opensStage ? " opens-stage" : ""}`} role="columnheader" aria-colindex={at + 2} style={{ gridColumn: at + 2 }}>
      <span className="oi-map-step-none">{t("canvas.stage.nosteps", spine)}</span>
      {canEdit && <AddButton command="step.add" at={{ parent: stage, lane: "", id: stage }} label={t("canvas.add.step", spine)} shown />}
    </div>
  );
}

function Step({ stage, step: id, at, number, opensStage }: Props) {
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
  return (
    <div
      className={`oi-map-step ${mark}${opensStage ? " opens-stage" : ""}`}
      role="columnheader"
      aria-colindex={at + 2}
      aria-selected={mark.includes("selected") || undefined}
      tabIndex={mark.includes("focused") ? 0 : -1}
      data-at={`${id}||${id}`}
      data-id={id}
      data-parent={id}
      data-lane=""
      style={{ gridColumn: at + 2 }}
      data-grip="step"
      data-stage={stage}
    >
      <span className="oi-map-step-no" aria-hidden="true">
        {format.number(number)}
      </span>
      {writing ? (
        <NameField id={id} text={step.name} label={t("canvas.step.name", spine)} />
      ) : (
        <span className="oi-map-step-name">{step.name || t("canvas.unnamed")}</span>
      )}
      <span className="oi-map-step-signs">
        <EvidenceSign signs={signs} />
        {diagnostics.length > 0 && <DiagnosticSign diagnostics={diagnostics} />}
        {comments > 0 && <CommentBadge id={id} comments={comments} marks={marks} />}
      </span>
      {canEdit && !writing && <MoreButton id={id} parent={id} lane="" label={t("canvas.more.step", { ...spine, name: step.name })} />}
      {canEdit && !writing && <AddButton command="step.add" at={{ parent: id, lane: "", id }} label={t("canvas.add.step", spine)} edge />}
      <PeerTags peers={peers} />
    </div>
  );
}
