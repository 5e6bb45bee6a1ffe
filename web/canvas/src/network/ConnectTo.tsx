/** Connecting without a pointer: from one actor to another chosen from a list, with kind and label. Not here: drawing it. */
import { connectActors } from "@outsidein/editor";
import { Button, ComboBox, Dialog, Select, TextField } from "@outsidein/kit";
import type { FlowKind } from "@outsidein/schema";
import type { Id } from "@outsidein/store";
import { useState } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import { useTerms } from "./terms";
import { useActorsAndFlows } from "./useNetwork";

interface Props {
  readonly from: Id;
  readonly onClose: () => void;
}

export function ConnectTo({ from, onClose }: Props) {
  const { t } = useSpeech();
  const { store, editor } = useSession();
  const terms = useTerms();
  const { actors } = useActorsAndFlows();
  const [to, setTo] = useState<Id | "">("");
  const [kind, setKind] = useState<string>(terms.flows[0]?.id ?? "service");
  const [label, setLabel] = useState("");
  const name = store.get<"actor">(from)?.name ?? "";
  const keep = (): void => {
    const id = connectActors(store, from, to, { kind: kind as FlowKind, label });
    if (id) {
      editor.select({ ids: new Set([id]), focus: { parent: id, lane: "", id }, anchor: null });
      editor.say("network.say.connected", { from: name, to: store.get<"actor">(to)?.name ?? "" });
    }
    onClose();
  };
  return (
    <Dialog
      open
      size="s"
      title={t("network.connect.title", { name })}
      onClose={onClose}
      onSubmit={keep}
      actions={
        <>
          <Button onPress={onClose}>{t("canvas.cancel")}</Button>
          <Button look="primary" type="submit" disabled={to === ""}>
            {t("network.connect.keep")}
          </Button>
        </>
      }
    >
      <ComboBox label={t("network.connect.to")} value={to} onChange={setTo} autoFocus choices={actors.filter((one) => one.id !== from).map((one) => ({ id: one.id, label: one.name }))} />
      <Select label={t("network.flow.kind")} value={kind} onChange={setKind} choices={terms.flows} />
      <TextField label={t("network.flow.label")} hint={t("network.flow.label.hint")} value={label} onChange={setLabel} maxLength={200} />
    </Dialog>
  );
}
