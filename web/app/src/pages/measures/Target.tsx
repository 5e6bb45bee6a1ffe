/** The target of a measure and how it stands to it, as surely as its interval allows; set in place. */
import type { ReactNode } from "react";
import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, NumberField, Popover, toastDiagnostic, useFormat, useT } from "@outsidein/kit";
import { api, ask } from "../../api/client";
import { asProblem } from "../../api/problem";
import { keys, type MeasureInfo, type MeasureRow } from "../../data/questions";
import { usePlace } from "../../session/place";

export function Target({ measure, row }: { readonly measure: MeasureInfo; readonly row: MeasureRow | undefined }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const verdict = row?.verdict ?? null;
  const aimed = verdict?.target.value ?? null;
  const says = verdict ? verdict.says : "";
  const shown = aimed === null ? t("measures.target.none") : format.number(aimed, { decimals: aimed % 1 ? 1 : 0 });
  if (!place.may("editor")) return aimed === null ? "–" : <span title={says}>{shown}</span>;
  return (
    <>
      <Popover label={t("measures.target.of", { measure: measure.label })} trigger={(popover) => <Button {...popover} size="s" look="ghost" icon="target">{shown}</Button>}>
        {(close) => <Aim measure={measure} aimed={aimed} onDone={close} />}
      </Popover>
      {says ? <small className="oi-measures__verdict" data-met={verdict?.met === null ? undefined : verdict?.met}>{says}</small> : null}
    </>
  );
}

function Aim({ measure, aimed, onDone }: { readonly measure: MeasureInfo; readonly aimed: number | null; readonly onDone: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [target, setTarget] = useState(aimed);
  const aim = useMutation({
    mutationFn: (next: number | null) => ask(api.PUT("/api/v1/workspaces/{workspace}/targets/{measure}", { params: { path: { workspace: place.id, measure: measure.id } }, body: { target: next } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.measures(place.id) });
      onDone();
    },
    onError: (thrown) => void toastDiagnostic(asProblem(thrown).first),
  });
  return (
    <div className="oi-form">
      <NumberField label={t("measures.target.of", { measure: measure.label })} value={target} onChange={setTarget} unit={measure.unit} autoFocus />
      <div className="oi-measures__aim">
        <Button size="s" look="primary" pending={aim.isPending} onPress={() => aim.mutate(target)}>
          {t("measures.target.set")}
        </Button>
        {aimed === null ? null : (
          <Button size="s" look="ghost" onPress={() => aim.mutate(null)}>
            {t("measures.target.drop")}
          </Button>
        )}
      </div>
    </div>
  );
}
