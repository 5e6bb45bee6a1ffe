/** What is said of the file as a whole: what a row is, whether it belongs to a source, title and kind, the text of it. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Card, Dialog, RadioGroup, Select, TextArea, TextField, useT, type Choice } from "@outsidein/kit";
import type { Draft, DraftChange } from "../../data/evidence";

const READS = ["responses", "answers", "comments", "events", "customers"] as const;
const KINDS = ["survey", "reviews", "feedback", "interviews", "contact-centre", "behaviour", "customers"] as const;

interface AboutFileProps {
  readonly draft: Draft;
  readonly name: string;
  readonly decide: (change: DraftChange) => void;
  /** What the server says of the mapping that was written by hand. */
  readonly error: string;
}

export function AboutFile({ draft, name, decide, error }: AboutFileProps): ReactNode {
  const t = useT();
  const [title, setTitle] = useState(draft.title);
  const known = KINDS.some((kind) => kind === draft.kind);
  return (
    <Card title={t("evidence.file")} aside={<AsText draft={draft} decide={decide} error={error} />}>
      <div className="oi-about-file">
        {draft.sources.length ? <Fits draft={draft} name={name} decide={decide} /> : null}
        <Select
          label={t("evidence.file.reads")}
          choices={READS.map((reads) => ({ id: reads, label: t(`evidence.reads.${reads}`) }))}
          value={draft.reads}
          onChange={(reads) => decide({ choices: [], reads: reads as DraftChange["reads"], of: "" })}
        />
        <div className="oi-change__pair">
          <TextField label={t("evidence.file.title")} value={title} onChange={setTitle} maxLength={300} onBlur={() => title !== draft.title && decide({ choices: [], title, of: "" })} />
          <Select
            label={t("evidence.file.kind")}
            choices={[...KINDS.map((kind) => ({ id: kind as string, label: t(`evidence.kind.${kind}`) })), ...(known ? [] : [{ id: draft.kind, label: draft.kind }])]}
            value={draft.kind}
            onChange={(kind) => decide({ choices: [], kind, of: "" })}
          />
        </div>
      </div>
    </Card>
  );
}

function Fits({ draft, name, decide }: Omit<AboutFileProps, "error">): ReactNode {
  const t = useT();
  const choices: Choice[] = [{ id: "new:", label: t("evidence.fits.new") }];
  for (const one of draft.sources) {
    choices.push({ id: `more:${one.source}`, label: t("evidence.fits.more", { title: one.title || one.source }), hint: t("evidence.fits.more.says") });
    const files = one.files.includes(name) ? [name] : one.files.slice(-3);
    for (const file of files) choices.push({ id: `corrects:${file}`, label: t("evidence.fits.corrects", { file }), hint: t("evidence.fits.corrects.says") });
  }
  const choose = (id: string): void => {
    const cut = id.indexOf(":");
    decide({ choices: [], fits: id.slice(0, cut), of: id.slice(cut + 1) });
  };
  return <RadioGroup label={t("evidence.fits")} choices={choices} value={`${draft.fits}:${draft.of}`} onChange={choose} />;
}

function AsText({ draft, decide, error }: Omit<AboutFileProps, "name">): ReactNode {
  const t = useT();
  const [text, setText] = useState<string | null>(null);
  return (
    <>
      <Button look="ghost" size="s" icon="edit" onPress={() => setText(draft.mapping)}>
        {t("evidence.text")}
      </Button>
      <Dialog
        open={text !== null}
        size="l"
        title={t("evidence.text")}
        lead={t("evidence.text.says")}
        onClose={() => setText(null)}
        actions={
          <Button
            look="primary"
            onPress={() => {
              if (text !== null && text !== draft.mapping) decide({ choices: [], mapping: text, of: "" });
              setText(null);
            }}
          >
            {t("evidence.text.use")}
          </Button>
        }
      >
        <TextArea label={t("evidence.text")} labelHidden rows={22} value={text ?? ""} onChange={setText} error={error} />
      </Dialog>
    </>
  );
}
