/** From journeys as they are walked to a draft map of them, which opens like any other. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Dialog, DiagnosticCallout, TextField, useT } from "@outsidein/kit";
import { useLocation } from "wouter";
import { asProblem } from "../../api/problem";
import { stopAsking } from "../../data/asked";
import { DRAFT, useDraft, type Side } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { Way } from "../asked/Waiting";

export function DraftButton({ side }: { readonly side: Side }): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const draft = useDraft(place.id);
  if (!place.may("editor")) return null;
  const make = (): void => draft.mutate({ side, title: title.trim() }, { onSuccess: (map) => go(place.href(`/maps/${map.id}`)) });
  const leave = (): void => {
    if (!draft.isPending) return setOpen(false);
    // The answer says that it was stopped, which whoever stopped it knows: the dialog stays, to be asked again.
    return void stopAsking(place.id, DRAFT);
  };
  const problem = draft.error ? asProblem(draft.error) : null;
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
        onClose={leave}
        onSubmit={make}
        actions={
          <>
            <Button look="quiet" onPress={leave}>
              {t("paths.draft.cancel")}
            </Button>
            <Button look="primary" type="submit" pending={draft.isPending}>
              {t("paths.draft.make")}
            </Button>
          </>
        }
      >
        <TextField label={t("paths.draft.name")} value={title} onChange={setTitle} hint={t("paths.draft.hint")} autoFocus />
        {draft.isPending ? (
          <div className="oi-asked__line">
            <Way watching says={t("paths.draft.working")} about={DRAFT} />
          </div>
        ) : null}
        {problem?.first.code === "server/stopped" ? <p role="status" className="oi-faint">{t("asked.stopped")}</p> : problem ? <DiagnosticCallout diagnostic={problem.first} live /> : null}
      </Dialog>
    </>
  );
}
