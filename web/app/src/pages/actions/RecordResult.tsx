/** Record a result: the same measure on later days against the frozen baseline. What is recorded is never changed. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Callout, DateField, Dialog, DiagnosticCallout, TextArea, TextField, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { useRecordResult, type StartedInitiative } from "../../data/actions";
import { usePlace } from "../../session/place";
import { effectKey } from "./Proof";
import "./words";

export function RecordResult({ initiative, onClose }: { readonly initiative: StartedInitiative; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const record = useRecordResult(place.id);
  const [first, setFirst] = useState(initiative.start);
  const [last, setLast] = useState(() => new Date().toISOString().slice(0, 10));
  const [others, setOthers] = useState("");
  const [note, setNote] = useState("");
  const made = record.data?.results.at(-1);
  return (
    <Dialog
      open
      title={made ? t(`actions.effect.${effectKey(made.effect)}`) : t("actions.record.title")}
      onClose={onClose}
      actions={
        made ? (
          <Button look="primary" onPress={onClose}>
            {t("actions.close")}
          </Button>
        ) : (
          <>
            <Button look="ghost" onPress={onClose}>
              {t("actions.cancel")}
            </Button>
            <Button look="primary" pending={record.isPending} disabled={!first || !last} onPress={() => record.mutate({ initiative: initiative.id, first, last, others: others.trim() ? [others.trim()] : [], note })}>
              {t("actions.record")}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <div className="oi-form">
          {made.says.map((one) => (
            <p key={one}>{one}</p>
          ))}
          {made.moved ? <Callout tone="warning" title={t("actions.moved")} /> : null}
        </div>
      ) : (
        <div className="oi-form">
          <div className="oi-form__pair">
            <DateField label={t("actions.first")} value={first || null} onChange={(day) => setFirst(day ?? "")} required autoFocus />
            <DateField label={t("actions.last")} value={last || null} onChange={(day) => setLast(day ?? "")} required />
          </div>
          <TextField label={t("actions.others")} hint={t("actions.others.hint")} value={others} onChange={setOthers} />
          <TextArea label={t("actions.note")} value={note} onChange={setNote} rows={2} />
          <p className="oi-faint">{t("actions.record.says")}</p>
          {record.error ? <DiagnosticCallout live diagnostic={asProblem(record.error).first} /> : null}
        </div>
      )}
    </Dialog>
  );
}
