/** The name of a capability or channel, opening the form that changes it everywhere. Not here: the act (data/cast). */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Dialog, TextArea, TextField, useT } from "@outsidein/kit";
import { useChangeCast } from "../../data/cast";
import type { SharedTerm } from "../../data/questions";
import { usePlace } from "../../session/place";

interface Props {
  readonly term: SharedTerm;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

export function EditTerm({ term, open, onOpen }: Props): ReactNode {
  const t = useT();
  const place = usePlace();
  const change = useChangeCast(place.id);
  const [draft, setDraft] = useState({ name: term.name, owner: term.owner, about: term.about });
  const set = (field: keyof typeof draft) => (text: string) => setDraft({ ...draft, [field]: text });
  return (
    <>
      <Button look="ghost" size="s" icon="edit" onPress={() => onOpen(true)}>
        {term.name}
      </Button>
      <Dialog
        open={open}
        title={term.name}
        onClose={() => onOpen(false)}
        onSubmit={() => change.mutate({ record: term.id, fields: draft }, { onSuccess: () => onOpen(false) })}
        actions={
          <>
            <Button look="ghost" onPress={() => onOpen(false)}>
              {t("cast.add.cancel")}
            </Button>
            <Button look="primary" type="submit" disabled={!draft.name.trim()} pending={change.isPending}>
              {t("cast.save")}
            </Button>
          </>
        }
      >
        <div className="oi-form">
          <TextField label={t("cast.name")} value={draft.name} onChange={set("name")} required autoFocus />
          <TextField label={t("cast.owner")} value={draft.owner} onChange={set("owner")} />
          <TextArea label={t("cast.about")} value={draft.about} onChange={set("about")} rows={3} />
        </div>
      </Dialog>
    </>
  );
}
