/** From journeys as they are walked to a draft map of them, which opens like any other. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Dialog, DiagnosticCallout, TextField, useT } from "@outsidein/kit";
import { useLocation } from "wouter";
import { asProblem } from "../../api/problem";
import { useDraft, type Side } from "../../data/journeys";
import { usePlace } from "../../session/place";

export function DraftButton({ side }: { readonly side: Side }): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const draft = useDraft(place.id);
  if (!place.may("editor")) return null;
  const make = (): void => draft.mutate({ side, title: title.trim() }, { onSuccess: (map) => go(place.href(`/maps/${map.id}`)) });
  return (
    <>
      <Button look="primary" icon="map" onPress={() => setOpen(true)}>
        {t("paths.draft")}
      </Button>
      <Dialog
        open={open}
        size="s"
        title={t("paths.draft.title")}
        lead={t("paths.draft.says")}
        onClose={() => setOpen(false)}
        onSubmit={make}
        actions={
          <>
            <Button look="quiet" onPress={() => setOpen(false)}>
              {t("paths.draft.cancel")}
            </Button>
            <Button look="primary" type="submit" pending={draft.isPending}>
              {t("paths.draft.make")}
            </Button>
          </>
        }
      >
        <TextField label={t("paths.draft.name")} value={title} onChange={setTitle} hint={t("paths.draft.hint")} autoFocus />
        {draft.isPending ? <p role="status" className="oi-faint">{t("paths.draft.working")}</p> : null}
        {draft.error ? <DiagnosticCallout diagnostic={asProblem(draft.error).first} live /> : null}
      </Dialog>
    </>
  );
}
