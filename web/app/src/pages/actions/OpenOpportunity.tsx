/** Open an opportunity: the question is proposed from the pain and can be worded anew; the finding is frozen with it. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Callout, Dialog, DiagnosticCallout, Select, TextArea, TextField, toast, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { useOpenOpportunity, useProposal } from "../../data/actions";
import type { NamedReading } from "../../data/questions";
import { useSpine } from "../../data/spine";
import { usePlace } from "../../session/place";
import "./words";

/** Types of records at which an opportunity can lie. */
const WHERE = new Set(["step", "touchpoint", "actor", "place"]);

export interface OpenOpportunityProps {
  readonly map: string;
  readonly reading: NamedReading | null;
  /** The id of a step or touchpoint; empty asks for one. */
  readonly where: string;
  readonly onClose: () => void;
}

export function OpenOpportunity({ map, reading, where, onClose }: OpenOpportunityProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const [at, setAt] = useState(where);
  const proposal = useProposal(place.id, map, at);
  const [question, setQuestion] = useState<string | null>(null);
  const [owner, setOwner] = useState("");
  const open = useOpenOpportunity(place.id);
  const spine = useSpine(map);
  const places = Object.entries(reading?.names ?? {})
    .filter(([id]) => WHERE.has(id.split(":")[0] ?? ""))
    .map(([id, label]) => ({ id, label, hint: id.startsWith("step:") && spine ? spine.step : t.dynamic(`actions.place.${id.split(":")[0]}`) }));
  const finding = proposal.data?.finding;
  const send = (): void =>
    open.mutate(
      { map, where: at, title: "", question: question ?? proposal.data?.question ?? "", owner },
      {
        onSuccess: (made) => {
          toast({ says: t("actions.opened", { title: made.title }), tone: "good" });
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      title={t("actions.open.title")}
      onClose={onClose}
      actions={
        <>
          <Button look="ghost" onPress={onClose}>
            {t("actions.cancel")}
          </Button>
          <Button look="primary" pending={open.isPending} disabled={!at} onPress={send}>
            {t("actions.open")}
          </Button>
        </>
      }
    >
      <div className="oi-form">
        {where ? null : <Select label={t("actions.where")} choices={places} value={at} onChange={setAt} required />}
        {finding ? <Callout title={finding.says}>{finding.reasons[0]}</Callout> : null}
        <TextArea label={t("actions.question")} hint={t("actions.question.hint")} value={question ?? proposal.data?.question ?? ""} onChange={setQuestion} rows={3} autoFocus />
        <TextField label={t("actions.owner")} value={owner} onChange={setOwner} />
        {open.error ? <DiagnosticCallout live diagnostic={asProblem(open.error).first} /> : null}
      </div>
    </Dialog>
  );
}
