/** Where a step leads besides the next one, or whom a card hands on to: a new arrow, or one to change. Not here: drawing it. */
import { connect, editArrow, remove, type Editor } from "@outsidein/editor";
import { Button, ComboBox, Dialog, Icon, Select, TextField } from "@outsidein/kit";
import type { Id, MapStore } from "@outsidein/store";
import { useState } from "react";
import "../arrow/words";
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
  const { store, editor, asking } = useSession();
  const known = arrow ? store.get<"arrow">(arrow) : undefined;
  const [to, setTo] = useState<string>(known ? (known.to ?? OUT) : "");
  const [label, setLabel] = useState(known?.label ?? "");
  const card = store.get<"card">(from)?.type === "card";
  const [back, setBack] = useState(known?.kind === "returns");
  const steps = editor.grid.columns.map((column) => column.step).filter((id) => id !== "");
  const place = steps.indexOf(from);
  const choices = card
    ? cardsOf(store, editor, from)
    : steps
        .map((id, at) => ({ id, label: store.get<"step">(id)?.name ?? "", hint: t(at < place ? "arrows.step.back" : "arrows.step.on") }))
        .filter((one) => one.id !== from);
  const drawn = card && !known ? store.ids("arrow").filter((id) => store.get<"arrow">(id)?.parent === from) : [];
  const keep = () => {
    if (to === "") return;
    const where = to === OUT ? "" : to;
    const kind = where === "" ? { kind: "leaves" as const } : card ? { kind: back ? ("returns" as const) : ("leads" as const) } : {};
    if (known) editArrow(store, known.id, { to: where, label: label.trim(), ...kind });
    else connect(store, from, where, { label: label.trim(), ...kind });
    if (card) editor.say("editor.say.connected", { from: nameOf(store, from), to: nameOf(store, where) });
    onClose();
  };
  return (
    <Dialog
      open
      size="s"
      title={t(card ? (known ? "arrows.change" : "arrows.title") : known ? "arrows.step.change" : "arrows.step.title", { step: nameOf(store, from) })}
      lead={card ? undefined : t("arrows.step.lead")}
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
              {t("arrows.step.remove")}
            </Button>
          )}
          <Button onPress={onClose}>{t("canvas.cancel")}</Button>
          <Button look="primary" type="submit" disabled={to === ""}>
            {t("arrows.step.keep")}
          </Button>
        </>
      }
    >
      {card ? (
        <ComboBox label={t("arrows.to")} value={to} onChange={setTo} autoFocus choices={choices} />
      ) : (
        <Select label={t("arrows.step.to")} value={to} onChange={setTo} autoFocus choices={[...choices, { id: OUT, label: t("arrows.step.out"), hint: t("arrows.step.out.hint") }]} />
      )}
      <TextField label={t(card ? "arrows.label" : "arrows.step.label")} hint={t(card ? "arrows.label.hint" : "arrows.step.label.hint")} value={label} onChange={setLabel} maxLength={80} />
      {card && <Select label={t("arrows.kind")} value={back ? "returns" : "leads"} onChange={(id) => setBack(id === "returns")} choices={[{ id: "leads", label: t("arrows.leads") }, { id: "returns", label: t("arrows.returns") }]} />}
      {drawn.length > 0 && (
        <section>
          <h3>{t("arrows.drawn")}</h3>
          <ul className="oi-map-lane-choices">
            {drawn.map((id) => (
              <li key={id}>
                <button type="button" onClick={() => asking.ask({ what: "arrow", from, arrow: id })}>
                  <Icon name="branch" />
                  <b>{nameOf(store, store.get<"arrow">(id)?.to ?? "")}</b>
                  <span>{store.get<"arrow">(id)?.label}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

function nameOf(store: MapStore, id: Id): string {
  const record = store.get(id);
  return record?.type === "card" ? (record.text ?? "") : record?.type === "step" ? (record.name ?? "") : "";
}

/** Every other card that is drawn, lane by lane, with where it stands. */
function cardsOf(store: MapStore, editor: Editor, from: Id): readonly { readonly id: Id; readonly label: string; readonly hint: string }[] {
  return editor.grid.rows.flatMap(({ lane }, row) => {
    if (!lane) return [];
    const found = new Set(editor.grid.columns.flatMap((_, column) => editor.grid.content(editor.grid.place(row, column) ?? { parent: "", lane: "" })));
    return [...found].flatMap((id) => {
      const card = store.get<"card">(id);
      if (card?.type !== "card" || id === from) return [];
      return [{ id, label: card.text ?? "", hint: `${lane.title} · ${store.get<"step">(card.parent)?.name ?? ""}` }];
    });
  });
}
