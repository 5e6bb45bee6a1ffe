/** Changing what a line becomes: a panel with what can be said about it. Every choice is sent at once. */
import type { ReactNode } from "react";
import { useState } from "react";
import { ComboBox, DateField, NumberField, RadioGroup, Select, Switch, TextField, useT } from "@outsidein/kit";
import type { Draft, DraftChange, Line, LineChoice } from "../../data/evidence";
import { Values } from "./Values";

const ROLES: Readonly<Record<string, readonly string[]>> = {
  responses: ["answer", "comment", "segment", "customer", "response", "time", "channel", "touchpoint", "left out"],
  answers: ["value", "question", "touchpoint", "segment", "customer", "response", "time", "channel", "left out"],
  comments: ["text", "answer", "touchpoint", "segment", "customer", "response", "time", "channel", "left out"],
  events: ["event", "touchpoint", "segment", "customer", "case", "response", "time", "end", "lifecycle", "channel", "left out"],
  customers: ["customer", "invited", "segment", "answer", "comment", "left out"],
};
const ASKS = ["satisfaction", "emotion", "nps", "ces", "importance", "frequency", "outcome", "number"] as const;
const FORMATS = ["%d.%m.%Y", "%d.%m.%Y %H:%M", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%m/%d/%Y", "%m/%d/%Y %H:%M", "%d-%m-%Y", "excel", "unix", "unix-ms"];

export interface ChangeProps {
  readonly draft: Draft;
  readonly line: Line;
  readonly decide: (change: DraftChange) => void;
}

export function LineChange({ draft, line, decide }: ChangeProps): ReactNode {
  const choose = (choice: Omit<LineChoice, "key" | "values" | "as_guessed"> & { readonly values?: LineChoice["values"] }): void =>
    decide({ choices: [{ values: [], as_guessed: false, ...choice, key: line.key }], of: "" });
  if (line.kind === "codes") return <Codes line={line} choose={(stands_for) => choose({ values: line.values.map(({ text }) => ({ text, stands_for })) })} />;
  if (line.kind === "day") return <Day line={line} choose={(day) => choose({ day })} />;
  return (
    <div className="oi-change">
      {line.kind === "column" ? <Becomes draft={draft} line={line} choose={(role) => choose({ role })} /> : null}
      {line.role === "answer" ? <Asked draft={draft} line={line} choose={choose} /> : null}
      {line.role === "answer" || line.role === "comment" ? <About draft={draft} line={line} choose={(touchpoint) => choose({ touchpoint })} /> : null}
      {line.role === "segment" ? <Name key={line.name} line={line} choose={(name) => choose({ name })} /> : null}
      {line.role === "time" ? <Written draft={draft} line={line} choose={(time_format) => choose({ time_format })} decide={decide} /> : null}
      {line.role === "answer" && line.values.length ? <Values line={line} choose={(values) => choose({ values })} /> : null}
    </div>
  );
}

type Choose = (choice: Omit<LineChoice, "key" | "values" | "as_guessed"> & { readonly values?: LineChoice["values"] }) => void;

function Becomes({ draft, line, choose }: Omit<ChangeProps, "decide"> & { readonly choose: (role: LineChoice["role"]) => void }): ReactNode {
  const t = useT();
  const roles = ROLES[draft.reads] ?? [];
  const choices = [...new Set([...roles, line.role])].map((role) => ({
    id: role,
    label: t.dynamic(`evidence.role.${role}`),
    hint: t.dynamic(`evidence.role.${role}.says`),
  }));
  return <Select label={t("evidence.becomes")} choices={choices} value={line.role} onChange={(role) => choose(role as LineChoice["role"])} />;
}

function Asked({ line, choose }: Omit<ChangeProps, "decide"> & { readonly choose: Choose }): ReactNode {
  const t = useT();
  const [low = 1, high = 5] = line.scale ?? [];
  return (
    <>
      <Select
        label={t("evidence.asked")}
        choices={ASKS.map((asks) => ({ id: asks, label: t(`evidence.asks.${asks}`) }))}
        value={line.asks}
        onChange={(asks) => choose({ asks: asks as LineChoice["asks"] })}
      />
      {line.asks === "outcome" || line.asks === "number" ? null : (
        <div className="oi-change__pair">
          <NumberField label={t("evidence.lowest")} value={low} onChange={(value) => value !== null && value < high && choose({ scale: [value, high] })} />
          <NumberField label={t("evidence.highest")} value={high} onChange={(value) => value !== null && value > low && choose({ scale: [low, value] })} />
        </div>
      )}
      {line.asks === "outcome" ? null : (
        <Switch checked={line.reversed} onChange={(reversed) => choose({ reversed })} hint={t("evidence.reversed.hint")}>
          {t("evidence.reversed")}
        </Switch>
      )}
    </>
  );
}

function About({ draft, line, choose }: Omit<ChangeProps, "decide"> & { readonly choose: (touchpoint: string) => void }): ReactNode {
  const t = useT();
  const known = draft.touchpoints.map((one) => ({ id: one.key, label: one.name }));
  const own = line.touchpoint && !known.some((one) => one.id === line.touchpoint) ? [{ id: line.touchpoint, label: line.touchpoint, hint: t("evidence.touchpoint.new") }] : [];
  return (
    <ComboBox
      key={line.touchpoint}
      label={t("evidence.touchpoint")}
      hint={t("evidence.touchpoint.hint")}
      choices={[{ id: "-", label: t("evidence.touchpoint.whole") }, ...own, ...known]}
      value={line.touchpoint || "-"}
      onChange={(key) => choose(key === "-" ? "" : key)}
      onCreate={choose}
    />
  );
}

function Name({ line, choose }: { readonly line: Line; readonly choose: (name: string) => void }): ReactNode {
  const t = useT();
  const [name, setName] = useState(line.name);
  return <TextField label={t("evidence.name")} value={name} onChange={setName} maxLength={100} onBlur={() => name.trim() && name !== line.name && choose(name.trim())} />;
}

function Written({ draft, line, choose, decide }: ChangeProps & { readonly choose: (format: string) => void }): ReactNode {
  const t = useT();
  const [zone, setZone] = useState(draft.time_zone);
  const formats = [...new Set([...FORMATS, ...(line.time_format && line.time_format !== "iso" ? [line.time_format] : [])])];
  return (
    <>
      <Select
        label={t("evidence.time.format")}
        choices={[{ id: "iso", label: t("evidence.time.format.iso") }, ...formats.map((one) => ({ id: one, label: example(one) }))]}
        value={line.time_format || "iso"}
        onChange={choose}
      />
      <TextField
        label={t("evidence.time.zone")}
        hint={t("evidence.time.zone.hint")}
        value={zone}
        onChange={setZone}
        onBlur={() => zone !== draft.time_zone && decide({ choices: [], time_zone: zone.trim(), of: "" })}
      />
    </>
  );
}

/** A pattern as a day that is written by it. */
export function example(format: string): string {
  const parts: Readonly<Record<string, string>> = { "%d": "21", "%m": "11", "%Y": "2026", "%H": "14", "%M": "30", "%S": "00", "%y": "26", "%B": "November", "%b": "Nov" };
  if (format === "unix") return "1795271400";
  if (format === "unix-ms") return "1795271400000";
  if (format === "excel") return "46347.604";
  return format.replace(/%[a-zA-Z]/g, (part) => parts[part] ?? part);
}

function Codes({ line, choose }: { readonly line: Line; readonly choose: (stands: string) => void }): ReactNode {
  const t = useT();
  const choices = (["not applicable", "blank", "rating"] as const).map((id) => ({
    id,
    label: t(`evidence.codes.${id}`),
    hint: t(`evidence.codes.${id}.says`),
  }));
  const about = t("evidence.codes.about", { codes: line.values.map((one) => one.text).join(", "), n: line.columns.length });
  return (
    <div className="oi-change">
      <RadioGroup label={about} choices={choices} value={line.stands_for} onChange={(id) => choose(id === "rating" ? "" : id)} />
    </div>
  );
}

function Day({ line, choose }: { readonly line: Line; readonly choose: (day: string | null) => void }): ReactNode {
  const t = useT();
  return (
    <div className="oi-change">
      <DateField label={t("evidence.day.field")} hint={t("evidence.day.hint")} value={line.day || null} onChange={choose} />
    </div>
  );
}
