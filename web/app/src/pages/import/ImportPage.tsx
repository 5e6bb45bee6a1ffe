/** A file on its way in: being sent, being looked at, what we read it as and what needs a person, being taken in. */
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { Button, ButtonLink, Callout, Card, DiagnosticCallout, EmptyState, Page, Skeleton, toast, toastDiagnostic, useFormat, useT } from "@outsidein/kit";
import type { Diagnostic } from "@outsidein/schema";
import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { asProblem } from "../../api/problem";
import { act, begin, isOver, useDecide, useEvidenceChanged, useJob, useUpload, useUploads, type Draft, type DraftChange, type Job, type Upload } from "../../data/evidence";
import { usePlace } from "../../session/place";
import { AboutFile } from "./AboutFile";
import { Lines } from "./Lines";
import { leadOf } from "./told";
import { usePreview } from "./usePreview";
import { WillHappen } from "./WillHappen";
import { Working } from "./Working";
import "./import.css";

export function ImportPage({ upload: id }: { readonly upload: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const { data: upload, error, isPending } = useUpload(place.id, id);
  const problem = error ? asProblem(error) : null;
  if (isPending) return <Page title={<Skeleton lines={1} width="50%" />} busy width="wide" />;
  if (problem?.status === 404) {
    return (
      <Page title={t("evidence.gone.title")}>
        <EmptyState drawing="evidence" title={t("evidence.gone.title")} says={t("evidence.gone.says")} action={<ButtonLink href={place.href("/evidence")}>{t("evidence.gone.go")}</ButtonLink>} />
      </Page>
    );
  }
  if (!upload || problem) {
    return (
      <Page title={t("evidence.title")}>
        <DiagnosticCallout diagnostic={(problem ?? asProblem(null)).first} />
      </Page>
    );
  }
  if (upload.draft) return <Drafted upload={upload} draft={upload.draft} />;
  return isOver(upload.job) && upload.job ? <Failed upload={upload} job={upload.job} /> : <Looking upload={upload} />;
}

function Looking({ upload }: { readonly upload: Upload }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const drop = useDrop(upload);
  const job = useJob(place.id, upload.job?.id ?? "").data ?? upload.job;
  const sending = upload.got < upload.size;
  return (
    <Page title={t(sending ? "evidence.import.sending" : "evidence.import.looking", { file: upload.name })} lead={format.bytes(upload.size)} width="wide" busy>
      <Card title={t(sending ? "evidence.work.sending" : "evidence.work.looking")}>
        <Working job={job ?? { id: upload.id, kind: "send", done: upload.got, total: upload.size, doing: "" }} what="evidence.work.looking" onCancel={drop} />
      </Card>
    </Page>
  );
}

function Failed({ upload, job }: { readonly upload: Upload; readonly job: Job }): ReactNode {
  const t = useT();
  const drop = useDrop(upload);
  const said = job.diagnostics as unknown as Diagnostic[];
  return (
    <Page title={t("evidence.failed.title", { file: upload.name })} lead={t("evidence.failed.lead")}>
      <div className="oi-stack">
        {said.length ? said.map((one) => <DiagnosticCallout key={one.code + one.says} diagnostic={one} />) : <Callout title={t("evidence.work.cancelled")} />}
        <p>
          <Button onPress={drop}>{t("evidence.failed.other")}</Button>
        </p>
      </div>
    </Page>
  );
}

/** Throw the file away and go back. */
function useDrop(upload: Upload): () => void {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const changed = useEvidenceChanged();
  return () =>
    void act.drop(place.id, upload.id).then(
      () => {
        toast({ says: t("evidence.way.dropped", { file: upload.name }) });
        changed();
        go(place.href("/evidence"));
      },
      (thrown: unknown) => void toastDiagnostic(asProblem(thrown).first),
    );
}

function Drafted({ upload, draft }: { readonly upload: Upload; readonly draft: Draft }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const deciding = useDecide(place.id, upload.id);
  const preview = usePreview(place.id, upload.id, draft);
  const taking = useTaking(upload);
  const drop = useDrop(upload);
  const decide = (change: DraftChange): void => deciding.mutate(change);
  const refused = deciding.error ? asProblem(deciding.error) : null;
  const doubts = draft.doubts as unknown as Diagnostic[];
  const title = t("evidence.import.title", { file: upload.name });
  if (taking.job) {
    return (
      <Page title={title} lead={leadOf(draft, t, format)} width="wide" busy>
        <Card title={t("evidence.work.import")}>
          <Working job={taking.job} rows={draft.file.whole ? draft.file.rows : undefined} what="evidence.work.import" onCancel={taking.cancel} />
        </Card>
      </Page>
    );
  }
  return (
    <Page
      title={title}
      lead={leadOf(draft, t, format)}
      width="wide"
      actions={
        <Button icon="trash" onPress={drop}>
          {t("evidence.go.drop")}
        </Button>
      }
    >
      <div className="oi-import">
        <div className="oi-import__read">
          {taking.failed.map((one) => (
            <DiagnosticCallout key={one.says} diagnostic={one} live />
          ))}
          {refused?.diagnostics.map((one) => <DiagnosticCallout key={one.says} diagnostic={one} live />)}
          {doubts.map((one) => (
            <DiagnosticCallout key={one.says} diagnostic={one} />
          ))}
          <Card flush>
            <Lines draft={draft} decide={decide} />
          </Card>
          <AboutFile key={draft.title} draft={draft} name={upload.name} decide={decide} error={refused?.code.startsWith("evidence/mapping") ? refused.first.says : ""} />
        </div>
        <div className="oi-import__will">
          <WillHappen draft={draft} preview={preview} importing={taking.beginning} onImport={taking.begin} onKeepMapping={taking.keepMapping} />
          <Others upload={upload} />
        </div>
      </div>
    </Page>
  );
}

/** The files that wait after this one. */
function Others({ upload }: { readonly upload: Upload }): ReactNode {
  const t = useT();
  const place = usePlace();
  const others = (useUploads(place.id, true).data ?? []).filter((one) => one.id !== upload.id && one.draft);
  const next = others[others.length - 1];
  if (!next) return null;
  return (
    <p className="oi-will__note">
      {t("evidence.go.other", { n: others.length })}{" "}
      <ButtonLink look="ghost" size="s" href={place.href(`/evidence/import/${next.id}`)}>
        {t("evidence.go.next", { file: next.name })}
      </ButtonLink>
    </p>
  );
}

interface Taking {
  readonly job: Job | null;
  readonly beginning: boolean;
  readonly failed: readonly Diagnostic[];
  readonly begin: () => void;
  readonly cancel: () => void;
  readonly keepMapping: () => void;
}

/** Taking the file in: begun, watched, ended; when it is done, the page of what it did. */
function useTaking(upload: Upload): Taking {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [, go] = useLocation();
  const changed = useEvidenceChanged();
  const running = upload.job?.kind === "import" && !isOver(upload.job) ? upload.job.id : "";
  const [id, setId] = useState(running);
  const [beginning, setBeginning] = useState(false);
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  const { data: job } = useJob(place.id, id);
  const done = job?.state === "done";
  useEffect(() => {
    if (!done) return;
    client.removeQueries({ queryKey: ["upload", place.id, upload.id] });
    changed();
    go(place.href(`/evidence/done/${id}`), { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it is done
  }, [done]);
  useEffect(() => {
    if (job?.state === "cancelled") toast({ says: t("evidence.work.cancelled") });
  }, [job?.state, t]);
  return {
    job: id && (!job || !isOver(job) || done) ? (job ?? upload.job) : null,
    beginning,
    failed: [...refused, ...(job?.state === "failed" ? (job.diagnostics as unknown as Diagnostic[]) : [])],
    begin: () => {
      setBeginning(true);
      setRefused([]);
      begin
        .import(place.id, upload.id)
        .then(
          (begun) => setId(begun.id),
          (thrown: unknown) => setRefused(asProblem(thrown).diagnostics),
        )
        .finally(() => setBeginning(false));
    },
    cancel: () => void act.cancel(place.id, id).catch(() => undefined),
    keepMapping: () =>
      void act.keepMapping(place.id, upload.id).then(
        () => {
          toast({ says: t("evidence.go.mapping.done"), tone: "good" });
          void client.invalidateQueries({ queryKey: ["mappings", place.id] });
        },
        (thrown: unknown) => void toastDiagnostic(asProblem(thrown).first),
      ),
  };
}
