/** Where a step leads besides the next one: a new arrow, or one to change or take away. Not here: drawing it. */
import { connect, editArrow, remove } from "@outsidein/editor";
import { Button, Dialog, Select, TextField } from "@outsidein/kit";
import type { Id } from "@outsidein/store";
import { useState } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

interface Props {
  readonly from: Id;
  readonly arrow: Id | "";
  readonly onClose: () => void;
}

const OUT = "-";

export function AskArrow({ from, arrow, onClose }: Props) {
  const { t } = useSpeech();
  const { store, editor } = useSession();
  const known = arrow ? store.get<"arrow">(arrow) : undefined;
  const [to, setTo] = useState<string>(known ? (known.to ?? OUT) : "");
  const [label, setLabel] = useState(known?.label ?? "");
  const steps = editor.grid.columns.map((column) => column.step).filter((id) => id !== "");
  const place = steps.indexOf(from);
  const choices = steps
    .map((id, at) => ({ id, label: store.get<"step">(id)?.name ?? "", hint: t(at < place ? "canvas.arrow.back" : "canvas.arrow.on") }))
    .filter((one) => one.id !== from);
  const keep = () => {
    if (to === "") return;
    const where = to === OUT ? "" : to;
    if (known) editArrow(store, known.id, { to: where, label: label.trim(), ...(where === "" ? { kind: "leaves" as const } : {}) });
    else connect(store, from, where, { label: label.trim() });
    onClose();
  };
  return (
    <Dialog
      open
      size="s"
      title={t(known ? "canvas.arrow.change" : "canvas.arrow.title", { step: store.get<"step">(from)?.name ?? "" })}
      lead={t("canvas.arrow.lead")}
      onClose={onClose}
      onSubmit={keep}
      actions={
        <>
          {known && (
            <Button
              look="danger"
              onPress={() => {
                remove(store, [known.id]);
                onClose();
              }}
            >
              {t("canvas.arrow.remove")}
            </Button>
          )}
          <Button onPress={onClose}>{t("canvas.cancel")}</Button>
          <Button look="primary" type="submit" disabled={to === ""}>
            {t("canvas.arrow.keep")}
          </Button>
        </>
      }
    >
      <Select label={t("canvas.arrow.to")} value={to} onChange={setTo} autoFocus choices={[...choices, { id: OUT, label: t("canvas.arrow.out"), hint: t("canvas.arrow.out.hint") }]} />
      <TextField label={t("canvas.arrow.label")} hint={t("canvas.arrow.label.hint")} value={label} onChange={setLabel} maxLength={80} />
    </Dialog>
  );
}
