/** Marks a moment of truth, always with its reason. Not here: moments that the evidence proposes. */
import { editMoment, markMoment, nameOfPlace } from "@outsidein/editor";
import { Button, Dialog, Select, TextArea } from "@outsidein/kit";
import type { Id } from "@outsidein/store";
import { useState } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import "./commandWords";

interface Props {
  readonly step: Id;
  readonly touchpoint: Id | "";
  readonly onClose: () => void;
}

export function AskMoment({ step, touchpoint, onClose }: Props) {
  const { t, spine } = useSpeech();
  const { store, facts } = useSession();
  const marked = facts.moments(step).find((one) => one.id !== "" && (touchpoint === "" || one.touchpoint === touchpoint));
  const [reason, setReason] = useState(marked?.reason ?? "");
  const [at, setAt] = useState(marked?.touchpoint || touchpoint || "-");
  const [missing, setMissing] = useState(false);
  const met = store.children(step, "encounter").flatMap((id) => store.get<"encounter">(id)?.touchpoint ?? []);
  const record = store.get(step);
  const keep = () => {
    const words = reason.trim();
    if (!words) {
      setMissing(true);
      return;
    }
    const where = at === "-" ? undefined : at;
    if (marked?.id) editMoment(store, marked.id, { reason: words, touchpoint: where });
    else markMoment(store, step, { reason: words, ...(where ? { touchpoint: where } : {}) });
    onClose();
  };
  const name = record?.type === "place" ? nameOfPlace(store, record) : record && "name" in record ? (record.name ?? "") : "";
  return (
    <Dialog
      open
      size="s"
      title={t("commands.moment.title", { step: name })}
      lead={t("commands.moment.lead")}
      onClose={onClose}
      onSubmit={keep}
      actions={
        <>
          <Button onPress={onClose}>{t("canvas.cancel")}</Button>
          <Button look="primary" type="submit">
            {t("canvas.moment.mark")}
          </Button>
        </>
      }
    >
      <TextArea label={t("commands.moment.reason")} hint={t("commands.moment.hint")} value={reason} onChange={setReason} autoFocus error={missing && !reason.trim() ? t("commands.moment.needed") : undefined} />
      {met.length > 0 && (
        <Select
          label={t("commands.moment.touchpoint")}
          value={at}
          onChange={setAt}
          choices={[{ id: "-", label: t("commands.moment.whole", spine) }, ...met.map((id) => ({ id, label: store.get<"touchpoint">(id)?.name ?? id }))]}
        />
      )}
    </Dialog>
  );
}
