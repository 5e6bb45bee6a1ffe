/** Start an initiative on an opportunity: who, on which measure, towards which target, from when. The baseline is frozen. */
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { Button, DateField, Dialog, DiagnosticCallout, NumberField, Select, TextArea, TextField, toast, useFormat, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { useStartInitiative, type OpenedOpportunity } from "../../data/actions";
import { useMeasureNames, type NamedReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { keyOf } from "../map/inspected";
import "./words";

export interface StartInitiativeProps {
  readonly map: string;
  readonly reading: NamedReading | null;
  readonly opportunity: OpenedOpportunity;
  readonly onClose: () => void;
}

export function StartInitiative({ map, reading, opportunity, onClose }: StartInitiativeProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const names = useMeasureNames();
  const start = useStartInitiative(place.id);
  const measures = useMemo(() => measurable(reading, opportunity.where), [reading, opportunity.where]);
  const [title, setTitle] = useState("");
  const [owner, setOwner] = useState(opportunity.owner);
  const [measure, setMeasure] = useState(measures[0] ?? "emotional-level");
  const [target, setTarget] = useState<number | null>(null);
  const [from, setFrom] = useState(() => new Date().toISOString().slice(0, 10));
  const [due, setDue] = useState("");
  const [about, setAbout] = useState("");
  const send = (): void =>
    start.mutate(
      { map, where: opportunity.where, measure, title, owner, start: from, opportunity: opportunity.id, due: due || null, target, about },
      {
        onSuccess: (made) => {
          const baseline = format.estimate(made.baseline.estimate);
          toast({ says: t("actions.started", { value: baseline.value, interval: baseline.interval, n: baseline.n }), tone: "good" });
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      title={t("actions.start.title")}
      onClose={onClose}
      actions={
        <>
          <Button look="ghost" onPress={onClose}>
            {t("actions.cancel")}
          </Button>
          <Button look="primary" pending={start.isPending} disabled={!title.trim() || !owner.trim() || !from} onPress={send}>
            {t("actions.start")}
          </Button>
        </>
      }
    >
      <div className="oi-form">
        <p className="oi-form__quote">{opportunity.question}</p>
        <TextField label={t("actions.title")} hint={t("actions.title.hint")} value={title} onChange={setTitle} required autoFocus />
        <TextField label={t("actions.owner")} value={owner} onChange={setOwner} required />
        <div className="oi-form__pair">
          <Select label={t("actions.measure")} choices={(measures.length ? measures : ["emotional-level"]).map((id) => ({ id, label: names(id) }))} value={measure} onChange={setMeasure} />
          <NumberField label={t("actions.target")} value={target} onChange={setTarget} />
        </div>
        <div className="oi-form__pair">
          <DateField label={t("actions.from")} value={from || null} onChange={(day) => setFrom(day ?? "")} required />
          <DateField label={t("actions.due")} value={due || null} onChange={(day) => setDue(day ?? "")} />
        </div>
        <TextArea label={t("actions.about")} value={about} onChange={setAbout} rows={2} />
        <p className="oi-faint">{t("actions.start.says")}</p>
        {start.error ? <DiagnosticCallout live diagnostic={asProblem(start.error).first} /> : null}
      </div>
    </Dialog>
  );
}

/** The measures that answers at a place can fill; the emotional level first where there is one. */
function measurable(reading: NamedReading | null, where: string): readonly string[] {
  const touchpoints = where.startsWith("step:") ? (reading?.curve.find((one) => one.step === where)?.touchpoints ?? []) : [keyOf(where)];
  const found = new Set<string>();
  for (const one of reading?.touchpoints ?? []) {
    if (touchpoints.includes(keyOf(one.touchpoint))) for (const [id, estimate] of one.measures) if (estimate.value !== null) found.add(id);
  }
  return [...found].sort((a, b) => Number(b === "emotional-level") - Number(a === "emotional-level"));
}
