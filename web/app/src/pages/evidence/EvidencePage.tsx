/** What backs the maps: every source with what it holds, how fresh it is and who is missing; the way in for more. */
import type { ReactNode } from "react";
import { Card, Callout, DiagnosticCallout, EmptyState, IntervalBar, Page, Skeleton, Tag, useFormat, useT, type T } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { useMappings, useSources, type Sources } from "../../data/evidence";
import { mainMap, useMaps, useReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { ChooseFiles, DropZone } from "./DropZone";
import { EvidenceParts } from "./EvidenceParts";
import { OnTheWay } from "./OnTheWay";
import { kindWord, SourcesTable } from "./SourcesTable";
import { useImport } from "./useImport";
import "./evidence.css";

export function EvidencePage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { data, error } = useSources(place.id);
  const take = useImport();
  const may = place.may("editor");
  if (error) {
    return (
      <Page title={t("evidence.title")}>
        <DiagnosticCallout diagnostic={asProblem(error).first} />
      </Page>
    );
  }
  const empty = data && !data.sources.length && !data.withdrawn.length;
  return (
    <DropZone onFiles={take} disabled={!may}>
      {empty ? <Teaching take={take} may={may} /> : <Listed data={data} take={take} may={may} />}
    </DropZone>
  );
}

interface Taking {
  readonly take: (files: readonly File[]) => void;
  readonly may: boolean;
}

function Listed({ data, take, may }: Taking & { readonly data: Sources | undefined }): ReactNode {
  const t = useT();
  const headline = useHeadline(data);
  return (
    <Page
      width="wide"
      title={headline ?? <Skeleton lines={1} width="55%" />}
      lead={data ? leadOf(data, t) : undefined}
      busy={!data}
      // Once it is known what is there: a file chosen before would be lost with the field that this page puts in its place.
      actions={may && data ? <ChooseFiles onFiles={take}>{t("evidence.import")}</ChooseFiles> : null}
      filters={<EvidenceParts part="sources" />}
    >
      <div className="oi-evidence">
        <OnTheWay />
        {data ? (
          <Card flush foot={may ? t("evidence.drop.says") : undefined}>
            <SourcesTable sources={data.sources} label={t("evidence.title")} />
          </Card>
        ) : (
          <Skeleton height={260} />
        )}
        <div className="oi-evidence__pair">
          <Fresh />
          <Missing />
        </div>
        {data?.withdrawn.length ? (
          <Card title={t("evidence.withdrawn")} flush foot={t("evidence.withdrawn.says")}>
            <SourcesTable sources={data.withdrawn} label={t("evidence.withdrawn")} />
          </Card>
        ) : null}
        <Remembered />
      </div>
    </Page>
  );
}

/** How much there is of each kind; every event of a log is a row of its own, not a response. */
function leadOf({ sources, totals }: Sources, t: T): string {
  const { answers, comments, events, named } = totals;
  if (events && !answers && !comments) return t("evidence.lead.events", { events, named });
  const walked = sources.filter((one) => one.reads === "events").reduce((sum, one) => sum + one.counts.responses, 0);
  return t("evidence.lead", { responses: totals.responses - walked, answers, comments, events, named });
}

/** The sentence that the page opens with: how much backs the maps, and how fresh. */
function useHeadline(data: Sources | undefined): string | undefined {
  const t = useT();
  const format = useFormat();
  if (!data) return undefined;
  const newest = data.sources.map((one) => one.newest ?? "").sort().at(-1);
  const n = data.sources.length;
  return newest ? t("evidence.headline", { n, age: format.relative(newest.slice(0, 10), Date.now()) }) : t("evidence.headline.undated", { n });
}

/** Where there is nothing yet: what will come of it, in three steps. */
function Teaching({ take, may }: Taking): ReactNode {
  const t = useT();
  const steps = ["drop", "check", "see"] as const;
  return (
    <Page title={t("evidence.empty.title")}>
      <div className="oi-evidence">
        <EmptyState
          drawing="evidence"
          title={t("evidence.drop")}
          says={may ? t("evidence.empty.says") : t("evidence.empty.viewer")}
          action={may ? <ChooseFiles onFiles={take}>{t("evidence.import")}</ChooseFiles> : null}
        />
        <OnTheWay />
        <ol className="oi-evidence__steps">
          {steps.map((step) => (
            <li key={step}>
              <h2>{t(`evidence.empty.step.${step}`)}</h2>
              <p>{t(`evidence.empty.step.${step}.says`)}</p>
            </li>
          ))}
        </ol>
      </div>
    </Page>
  );
}

const LEAST = 4;

function useFirstReading(): ReturnType<typeof useReading>["data"] {
  const place = usePlace();
  const maps = useMaps(place.id);
  return useReading(place.id, mainMap(maps.data)?.id ?? "").data;
}

function Fresh(): ReactNode {
  const t = useT();
  const reading = useFirstReading();
  if (!reading) return null;
  const { freshness } = reading;
  return (
    <Card title={t("evidence.fresh")}>
      {freshness.newest ? <Callout tone={freshness.stale ? "warning" : "good"} word={t(freshness.stale ? "evidence.fresh.stale" : "evidence.fresh.good")} title={freshness.says} /> : <p className="oi-evidence__says">{t(reading.answers + reading.comments ? "evidence.fresh.none" : "evidence.fresh.empty")}</p>}
    </Card>
  );
}

/** Who never answers, where a list of customers or of those asked says who could have. */
function Missing(): ReactNode {
  const t = useT();
  const reading = useFirstReading();
  if (!reading) return null;
  const { voices } = reading;
  const least = voices.voices.filter((one) => !one.stage && one.share.value !== null).sort((a, b) => (a.share.value ?? 0) - (b.share.value ?? 0)).slice(0, LEAST);
  return (
    <Card title={t("evidence.voices")}>
      <p className="oi-evidence__says">{voices.known ? voices.says : t("evidence.voices.unknown")}</p>
      {least.length ? (
        <ul className="oi-evidence__voices">
          {least.map((one) => (
            <li key={`${one.segment} ${one.value}`}>
              <span>
                {one.segment}: <strong>{one.value}</strong>
              </span>
              <IntervalBar estimate={one.share} from={0} to={100} />
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function Remembered(): ReactNode {
  const t = useT();
  const place = usePlace();
  const mappings = useMappings(place.id).data ?? [];
  if (!mappings.length) return null;
  return (
    <Card title={t("evidence.remembered")} foot={t("evidence.remembered.says")}>
      <ul className="oi-evidence__mappings">
        {mappings.map((one) => (
          <li key={one.source}>
            <details>
              <summary>
                <strong>{one.title}</strong> <Tag tone="org">{kindWord(one.kind, t)}</Tag> <small>{t("evidence.remembered.files", { n: one.files.length })}</small>
              </summary>
              <pre className="oi-source__mapping" tabIndex={0}>{one.text}</pre>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}
