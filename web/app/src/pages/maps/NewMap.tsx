/** Beginning a map: with the stages of a preset, from a template, blank, or from a file. */
import type { Kind } from "@outsidein/schema";
import { Button, Dialog, DiagnosticCallout, Pill, RadioGroup, Select, TextField, useLanguage, useT } from "@outsidein/kit";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { api, ask, once } from "../../api/client";
import type { components } from "../../api/openapi";
import { asProblem } from "../../api/problem";
import { keys } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Sketch } from "../settings/kinds/Sketch";
import { DropFile } from "./DropFile";
import { Gallery } from "./Gallery";
import { partsOf, presetsIn } from "./presets";
import { templates } from "./templates";

type NewMapBody = components["schemas"]["NewMap"];
type Start = "preset" | "template" | "blank" | "file";

export interface NewMapProps {
  /** Empty: closed. */
  readonly begin: "" | "new" | "file";
  readonly kinds: readonly Kind[];
  readonly onClose: () => void;
}

export function NewMap({ begin, kinds, onClose }: NewMapProps): ReactNode {
  const t = useT();
  const language = useLanguage();
  const place = usePlace();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { data: all = [] } = useQuery({ ...presetsIn(language), enabled: begin !== "" });
  const { data: gallery = [] } = useQuery({ ...templates, enabled: begin !== "" });
  const [start, setStart] = useState<Start>("preset");
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState("customer-journey");
  const [preset, setPreset] = useState("");
  const [template, setTemplate] = useState("");
  const [file, setFile] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const make = useMutation({
    mutationFn: (body: NewMapBody) =>
      ask(api.POST("/api/v1/workspaces/{workspace}/maps", { params: { path: { workspace: place.id } }, body, headers: once() })),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: keys.maps(place.id) });
      onClose();
      navigate(place.href(`/maps/${made.id}`));
    },
  });
  const { reset } = make;
  useEffect(() => {
    if (!begin) return;
    setStart(begin === "file" ? "file" : "preset");
    setTitle("");
    setFile(null);
    reset();
  }, [begin, reset]);

  const chosen = kinds.find((one) => one.id === kind);
  // Beginning blank is a choice of its own; the way that the kind itself begins with comes first.
  const suiting = all.filter((one) => partsOf(one).length > 1 && one.kinds.includes(kind));
  const presets = [...suiting.filter((one) => one.id === chosen?.starter), ...suiting.filter((one) => one.id !== chosen?.starter)];
  const stages = presets.find((one) => one.id === (preset || presets[0]?.id));
  const sample = gallery.find((one) => one.id === (template || gallery[0]?.id));
  const ready = start === "file" ? file !== null : start === "template" ? sample !== undefined : title.trim() !== "";
  const submit = (): void => {
    if (!ready) return;
    const common = { title: title.trim(), kind, preset: "", template: "", language, text: "" };
    if (start === "file") make.mutate({ ...common, title: "", text: file?.text ?? "" });
    else if (start === "template") make.mutate({ ...common, title: title.trim() || (sample?.title ?? ""), template: sample?.id ?? "" });
    else make.mutate({ ...common, preset: start === "preset" ? (stages?.id ?? "") : "" });
  };
  return (
    <Dialog
      open={begin !== ""}
      size="l"
      title={t("maps.new")}
      lead={t("maps.new.lead")}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onPress={onClose}>{t("maps.cancel")}</Button>
          <Button look="primary" type="submit" pending={make.isPending} disabled={!ready}>
            {t("maps.create")}
          </Button>
        </>
      }
    >
      {make.error
        ? asProblem(make.error).diagnostics.map((one, index) => <DiagnosticCallout key={index} diagnostic={one} live />)
        : null}
      <RadioGroup
        label={t("maps.start")}
        labelHidden
        look="cards"
        value={start}
        onChange={(next) => setStart(next as Start)}
        choices={[
          { id: "preset", label: t("maps.start.preset"), hint: t("maps.start.preset.hint"), icon: "grid" },
          { id: "template", label: t("maps.start.template"), hint: t("maps.start.template.hint"), icon: "map" },
          { id: "blank", label: t("maps.start.blank"), hint: t("maps.start.blank.hint"), icon: "plus" },
          { id: "file", label: t("maps.start.file"), hint: t("maps.start.file.hint"), icon: "upload" },
        ]}
      />
      {start === "file" ? (
        <DropFile name={file?.name ?? ""} onFile={(name, text) => setFile({ name, text })} />
      ) : (
        <>
          <TextField
            label={t("maps.name")}
            hint={t("maps.name.hint")}
            value={title}
            onChange={setTitle}
            maxLength={300}
            required={start !== "template"}
            placeholder={start === "template" ? sample?.title : undefined}
            autoFocus
          />
          {start === "template" ? (
            <Gallery templates={gallery} chosen={sample} onChoose={setTemplate} />
          ) : (
            <Select
              label={t("maps.kind")}
              value={kind}
              onChange={(next) => {
                setKind(next);
                setPreset("");
              }}
              choices={kinds.map((one) => ({ id: one.id, label: one.name, hint: one.meaning }))}
              hint={chosen?.meaning}
            />
          )}
          {start !== "template" && chosen ? <Sketch of={chosen.structure} /> : null}
          {start === "preset" ? (
            <>
              <Select
                label={t("maps.preset")}
                value={stages?.id ?? ""}
                onChange={setPreset}
                choices={presets.map((one) => ({ id: one.id, label: one.name, hint: partsOf(one).join(" – ") }))}
              />
              <div className="oi-new-map__stages">
                {(stages ? partsOf(stages) : []).map((stage) => (
                  <Pill key={stage} tone="accent">
                    {stage}
                  </Pill>
                ))}
              </div>
            </>
          ) : null}
        </>
      )}
    </Dialog>
  );
}
