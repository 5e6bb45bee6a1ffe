/** What an import did: the curve that moved, what was kept, and where to look next. */
import type { ReactNode } from "react";
import { alike, Button, ButtonLink, Callout, Card, DiagnosticCallout, Figure, Page, Skeleton, Table, Tag, useFormat, useT, type Column } from "@outsidein/kit";
import type { Diagnostic } from "@outsidein/schema";
import { useLocation } from "wouter";
import { asProblem } from "../../api/problem";
import { useJob } from "../../data/evidence";
import { mainMap, useMaps } from "../../data/questions";
import { usePlace } from "../../session/place";
import { isSure, type Moved } from "./moved";
import "./import.css";

export interface Imported {
  readonly file: string;
  readonly number: number;
  readonly unchanged: boolean;
  readonly counts: {
    readonly rows: number;
    readonly answers: number;
    readonly not_applicable: number;
    readonly comments: number;
    readonly events: number;
    readonly customers: number;
    readonly rejected_rows: number;
    readonly rejected_cells: number;
  };
  readonly diagnostics: readonly Diagnostic[];
  readonly moved: readonly Moved[] | null;
  readonly rejected: boolean;
}

export function DonePage({ id }: { readonly id: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const { data: job, error } = useJob(place.id, id);
  if (error) {
    return (
      <Page title={t("evidence.title")}>
        <DiagnosticCallout diagnostic={asProblem(error).first} />
      </Page>
    );
  }
  if (!job?.result) return <Page title={<Skeleton lines={1} width="50%" />} busy />;
  return <Told done={job.result as unknown as Imported} />;
}

function Told({ done }: { readonly done: Imported }): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const { counts } = done;
  const maps = useMaps(place.id).data ?? [];
  const first = done.moved?.[0];
  const map = maps.find((one) => one.key === first?.map) ?? mainMap(maps);
  return (
    <Page
      title={titleOf(done, t)}
      lead={leadOf(counts, t)}
      actions={
        <>
          <Button onPress={() => go(place.href("/evidence"))}>{t("evidence.done.sources")}</Button>
          {map ? (
            <ButtonLink look="primary" icon="curve" href={place.href(`/maps/${map.id}`)}>
              {t("evidence.done.map", { title: map.title })}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <div className="oi-stack">
        {done.moved?.length ? <Steps moved={done.moved} /> : null}
        {!done.unchanged && done.moved?.length === 0 && counts.answers ? <Callout title={t("evidence.done.new")} /> : null}
        {!done.unchanged && counts.events ? <Callout title={t("evidence.done.events")} /> : null}
        {done.diagnostics.map((one) => (
          <DiagnosticCallout key={one.says} diagnostic={one} />
        ))}
      </div>
    </Page>
  );
}

/** What was kept of it: answers and comments, or the events of a log, or a list of customers. */
export function leadOf(counts: Imported["counts"], t: ReturnType<typeof useT>): string {
  const { rows, events, customers, comments } = counts;
  const unread = counts.rejected_rows + counts.rejected_cells;
  if (!counts.answers && !comments && events) return t("evidence.done.lead.events", { events, rows, unread });
  if (!counts.answers && !comments && customers) return t("evidence.done.lead.list", { customers, rows, unread });
  return t("evidence.done.lead", { kept: counts.answers - counts.not_applicable, comments, rows, unread });
}

/** The sentence that the page opens with. */
export function titleOf(done: Imported, t: ReturnType<typeof useT>): string {
  const { file, moved } = done;
  if (done.unchanged) return t("evidence.done.unchanged", { file });
  const surely = (moved ?? []).filter(isSure);
  const step = surely[0]?.name;
  if (step) return surely.length > 1 ? t("evidence.done.moved.more", { step, n: surely.length - 1 }) : t("evidence.done.moved", { step });
  return t(moved ? "evidence.done.still" : "evidence.done.plain", { file });
}

function Steps({ moved }: { readonly moved: readonly Moved[] }): ReactNode {
  const t = useT();
  const format = useFormat();
  const decimals = alike(moved.flatMap((one) => [one.before, one.after]));
  const columns: readonly Column<Moved>[] = [
    { id: "step", title: t("evidence.done.step"), cell: (one) => <strong>{one.name}</strong> },
    { id: "before", title: t("evidence.done.before"), numeric: true, width: 170, cell: (one) => (one.before ? <Figure estimate={one.before} title={one.name} decimals={decimals} stacked /> : "–") },
    { id: "after", title: t("evidence.done.after"), numeric: true, width: 170, cell: (one) => (one.after ? <Figure estimate={one.after} title={one.name} decimals={decimals} stacked /> : "–") },
    {
      id: "by",
      title: t("evidence.done.by"),
      numeric: true,
      width: 170,
      cell: (one) => {
        if (one.before?.value == null) return <Tag tone="accent">{t("evidence.done.came")}</Tag>;
        if (one.after?.value == null) return <Tag>{t("evidence.done.went")}</Tag>;
        const by = one.after.value - one.before.value;
        const far = `${by < 0 ? "▼" : "▲"} ${format.number(by, { decimals: 1, signed: true })}`;
        if (!isSure(one)) {
          return (
            <span className="oi-source">
              <span>{far}</span>
              <small className="oi-faint">{t("evidence.done.chance")}</small>
            </span>
          );
        }
        return <strong className={by < 0 ? "oi-moved oi-moved--down" : "oi-moved oi-moved--up"}>{far}</strong>;
      },
    },
  ];
  return (
    <Card title={t("evidence.done.table")} flush foot={t("evidence.done.note")}>
      <Table label={t("evidence.done.table")} columns={columns} rows={moved.slice(0, 20)} rowKey={(one) => `${one.map} ${one.step}`} />
    </Card>
  );
}
