/**
 * What a map is about and who keeps it true: its head as a form. Saved, it is one edit of the live map, undone like any
 * other. What lives here: the dialog. Not here: what stands on the map.
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, ComboBox, DateField, Dialog, NumberField, Select, TextArea, TextField, useT } from "@outsidein/kit";
import type { Journey, Kind } from "@outsidein/schema";
import type { MapStore } from "@outsidein/store";
import { useDimensions } from "../../data/questions";
import { choicesOf } from "../cast/terms";
import { usePlace } from "../../session/place";
import "./words";

const STATES = ["as-is", "to-be", "ideal"] as const;
type Field = "title" | "subtitle" | "outcome" | "starts" | "ends" | "owner" | "reviewed" | "loyalty" | "language" | "state" | "phase";

export function About({ store, kind, map, onClose }: { readonly store: MapStore; readonly kind: Kind; readonly map: string; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const dimensions = useDimensions(place.id, map);
  const questions = dimensions.data?.find((one) => one.name === "question")?.values ?? [];
  const [journey] = useState(() => store.get<"journey">(store.journey));
  const [draft, setDraft] = useState<Partial<Record<Field, string>>>({});
  const [rhythm, setRhythm] = useState<number | null>(journey?.review_every ?? null);
  if (!journey) return null;
  const value = (field: Field): string => draft[field] ?? journey[field] ?? "";
  const set = (field: Field) => (next: string) => setDraft({ ...draft, [field]: next });
  const offered = choicesOf(kind.terms, "phases");
  // A phase of the team's own is a choice like those of the catalogue.
  const phases = offered.some((one) => one.id === value("phase")) || !value("phase") ? offered : [...offered, { id: value("phase"), label: value("phase") }];
  const save = (): void => {
    const fields = Object.fromEntries(Object.entries(draft).map(([name, text]) => [name, text?.trim() ? text.trim() : undefined])) as Partial<Journey>;
    const changed = { ...fields, ...(rhythm === (journey.review_every ?? null) ? {} : { review_every: rhythm ?? undefined }) } as Partial<Journey>;
    if (Object.keys(changed).length) store.edit("editor.undo.editHead", (tx) => tx.set<"journey">(journey.id, changed));
    onClose();
  };
  return (
    <Dialog
      open
      size="l"
      title={t("map.about")}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button look="ghost" onPress={onClose}>
            {t("beside.about.cancel")}
          </Button>
          <Button look="primary" type="submit" disabled={!value("title").trim()}>
            {t("beside.about.save")}
          </Button>
        </>
      }
    >
      <div className="oi-mappage__form">
        <TextField label={t("beside.about.title")} value={value("title")} onChange={set("title")} required autoFocus />
        <TextField label={t("beside.about.subtitle")} value={value("subtitle")} onChange={set("subtitle")} />
        <TextArea label={t("beside.about.outcome")} hint={t("beside.about.outcome.hint")} value={value("outcome")} onChange={set("outcome")} rows={2} />
        <div className="oi-mappage__pair">
          <TextField label={t("beside.about.starts")} value={value("starts")} onChange={set("starts")} />
          <TextField label={t("beside.about.ends")} value={value("ends")} onChange={set("ends")} />
        </div>
        <div className="oi-mappage__pair">
          <Select label={t("beside.about.state")} choices={STATES.map((id) => ({ id, label: t(`map.state.${id}`) }))} value={value("state") || "as-is"} onChange={set("state")} />
          <Select
            label={t("beside.about.loyalty")}
            hint={t("beside.about.loyalty.hint")}
            choices={[{ id: "none", label: t("beside.about.unsaid") }, ...questions.map((id) => ({ id, label: id }))]}
            value={value("loyalty") || "none"}
            onChange={(id) => set("loyalty")(id === "none" ? "" : id)}
          />
        </div>
        <div className="oi-mappage__pair">
          <ComboBox label={t("beside.about.phase")} hint={t("beside.about.phase.hint")} choices={phases} value={value("phase")} onChange={set("phase")} onCreate={set("phase")} />
          <TextField label={t("beside.about.owner")} hint={t("beside.about.owner.hint")} value={value("owner")} onChange={set("owner")} />
        </div>
        <div className="oi-mappage__pair">
          <DateField label={t("beside.about.reviewed")} value={value("reviewed") || null} onChange={(day) => set("reviewed")(day ?? "")} />
          <NumberField label={t("beside.about.rhythm")} value={rhythm} onChange={setRhythm} min={1} max={3650} />
        </div>
        <div>
          <Button size="s" icon="check" onPress={() => set("reviewed")(new Date().toISOString().slice(0, 10))}>
            {t("beside.about.today")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
