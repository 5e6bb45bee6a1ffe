/** Files on their way in: being sent, being looked at, waiting for a yes. */
import type { ReactNode } from "react";
import { ButtonLink, Card, DiagnosticCallout, IconButton, ProgressBar, toast, toastDiagnostic, useFormat, useT, type Key } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { act, isOver, useEvidenceChanged, useUploads, type Upload } from "../../data/evidence";
import { sender, useSendings } from "../../data/sending";
import { usePlace } from "../../session/place";
import { byWord } from "./SourcesTable";

export function OnTheWay(): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const changed = useEvidenceChanged();
  const sendings = useSendings(place.id).filter((one) => one.state !== "sent");
  const sent = new Set(sendings.map((one) => one.upload));
  const uploads = (useUploads(place.id, place.may("editor")).data ?? []).filter((one) => !sent.has(one.id));
  if (!sendings.length && !uploads.length) return null;
  const drop = (one: Upload): void =>
    void act.drop(place.id, one.id).then(
      () => {
        toast({ says: t("evidence.way.dropped", { file: one.name }) });
        changed();
      },
      (thrown: unknown) => void toastDiagnostic(asProblem(thrown).first),
    );
  return (
    <Card title={t("evidence.way")}>
      <ul className="oi-way">
        {sendings.map((one) => (
          <li key={one.key}>
            <span>
              <strong>{one.name}</strong> <small>{format.bytes(one.size)}</small>
            </span>
            {one.problem ? (
              <DiagnosticCallout diagnostic={one.problem.first} live />
            ) : (
              <ProgressBar label={t("evidence.way.sending")} value={one.size ? one.sent / one.size : undefined} says={t("evidence.work.bytes", { done: format.bytes(one.sent), total: format.bytes(one.size) })} />
            )}
            <IconButton icon="close" label={t("evidence.way.drop", { file: one.name })} onPress={() => sender.cancel(one.key)} />
          </li>
        ))}
        {uploads.map((one) => (
          <li key={one.id}>
            <span>
              <strong>{one.name}</strong> <small>{byWord(one.by, t)}</small>
            </span>
            <span className="oi-way__state">{t(stateOf(one))}</span>
            {one.draft || one.job?.state === "failed" ? <ButtonLink href={place.href(`/evidence/import/${one.id}`)}>{t("evidence.way.go")}</ButtonLink> : null}
            <IconButton icon="trash" label={t("evidence.way.drop", { file: one.name })} onPress={() => drop(one)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function stateOf(one: Upload): Key {
  if (one.job && !isOver(one.job)) return one.job.kind === "import" ? "evidence.way.importing" : one.draft ? "evidence.way.needs" : "evidence.way.looking";
  if (one.draft) return "evidence.way.needs";
  return one.job?.state === "failed" ? "evidence.way.failed" : "evidence.way.stopped";
}
