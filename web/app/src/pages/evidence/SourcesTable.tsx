/** Every file that was taken in: what it holds, from when it is, what could not be read, when and by whom. */
import type { ReactNode } from "react";
import { useState } from "react";
import { confirm, Dialog, Menu, IconButton, Table, Tag, toast, toastDiagnostic, useFormat, useT, type Column, type Formats, type T } from "@outsidein/kit";
import { addressOf } from "../../api/client";
import { asProblem } from "../../api/problem";
import { act, begin, ended, useEvidenceChanged, type Source } from "../../data/evidence";
import { usePlace } from "../../session/place";

export function SourcesTable({ sources, label }: { readonly sources: readonly Source[]; readonly label: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [shown, setShown] = useState<Source | null>(null);
  const columns: readonly Column<Source>[] = [
    {
      id: "source",
      title: t("evidence.column.source"),
      cell: (one) => (
        <span className="oi-source">
          <span>
            <strong>{one.title}</strong> <Tag tone="org">{kindWord(one.kind, t)}</Tag>
          </span>
          <small>{one.file}</small>
          {one.change ? <small>{t("evidence.corrected", { added: format.number(one.change.added), changed: format.number(one.change.changed), removed: format.number(one.change.removed) })}</small> : null}
        </span>
      ),
    },
    { id: "holds", title: t("evidence.column.holds"), numeric: true, cell: (one) => <Holds one={one} /> },
    { id: "span", title: t("evidence.column.span"), cell: (one) => <span className="oi-source__span">{spanOf(one, t, format)}</span> },
    { id: "unread", title: t("evidence.column.unread"), numeric: true, cell: (one) => <Unread one={one} /> },
    {
      id: "in",
      title: t("evidence.column.in"),
      cell: (one) => (
        <span className="oi-source">
          <span>{format.date(one.when)}</span>
          <small>{byWord(one.by, t)}</small>
        </span>
      ),
    },
    { id: "act", title: t("evidence.column.act"), titleHidden: true, width: 44, cell: (one) => <Acts one={one} onMapping={() => setShown(one)} /> },
  ];
  return (
    <>
      <Table label={label} columns={columns} rows={sources} rowKey={(one) => `${one.number}`} />
      <Dialog open={shown !== null} size="l" title={t("evidence.mapping.of", { file: shown?.file ?? "" })} lead={t("evidence.mapping.says")} onClose={() => setShown(null)}>
        <pre className="oi-source__mapping" tabIndex={0}>{shown?.mapping}</pre>
      </Dialog>
    </>
  );
}

export function kindWord(kind: string, t: T): string {
  const known: readonly string[] = ["survey", "reviews", "behaviour", "customers", "customer list", "contact-centre", "feedback", "interviews"];
  return known.includes(kind) ? t.dynamic(`evidence.kind.${kind}`) : kind;
}

/** Who took a file in; without accounts everybody is “you”. */
export function byWord(by: string, t: T): string {
  if (!by) return t("evidence.by.command");
  return by === "you" ? t("evidence.by.you") : t("evidence.by", { name: by });
}

/** From when to when what a file holds is. */
export function spanOf(one: Pick<Source, "oldest" | "newest">, t: T, format: Formats): string {
  if (!one.newest) return t("evidence.undated");
  return format.period({ first: (one.oldest ?? one.newest).slice(0, 10), last: one.newest.slice(0, 10) });
}

function Holds({ one }: { readonly one: Source }): ReactNode {
  const t = useT();
  const { counts } = one;
  const kept = counts.answers - counts.not_applicable;
  const parts = [
    kept ? t("evidence.holds.answers", { n: kept }) : "",
    counts.comments ? t("evidence.holds.comments", { n: counts.comments }) : "",
    counts.events ? t("evidence.holds.events", { n: counts.events }) : "",
    counts.customers ? t("evidence.holds.customers", { n: counts.customers }) : "",
  ].filter(Boolean);
  return (
    <span className="oi-source">
      {parts.length ? parts.map((part) => <span key={part}>{part}</span>) : t("evidence.holds.nothing")}
      {counts.responses && one.reads !== "events" ? <small>{t("evidence.holds.responses", { n: counts.responses })}</small> : null}
    </span>
  );
}

function Unread({ one }: { readonly one: Source }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const n = one.counts.rejected_rows + one.counts.rejected_cells;
  if (!n) return <span className="oi-faint">{t("evidence.rejects.none")}</span>;
  const reasons = one.counts.rejects.map(({ reason, n: count }) => `${format.number(count)} × ${reason}`).join("\n");
  const words = t("evidence.rejects", { n });
  if (!place.may("editor")) return <span title={reasons}>{words}</span>;
  const path = { workspace: place.id, number: one.number };
  return (
    <a className="oi-source__unread" title={reasons} href={addressOf("/api/v1/workspaces/{workspace}/sources/{number}/rejects", { path })} download aria-label={t("evidence.rejects.fetch", { file: one.file })}>
      {words}
    </a>
  );
}

function Acts({ one, onMapping }: { readonly one: Source; readonly onMapping: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const changed = useEvidenceChanged();
  const again = async (): Promise<void> => {
    const job = await ended(place.id, await begin.folder(place.id, [one.file]));
    changed();
    const failed = (job.result?.["failed"] ?? []) as { readonly diagnostics: Parameters<typeof toastDiagnostic>[0][] }[];
    const wrong = [...(job.diagnostics as unknown as Parameters<typeof toastDiagnostic>[0][]), ...failed.flatMap((each) => each.diagnostics)][0];
    if (wrong) toastDiagnostic(wrong);
    else toast({ says: t("evidence.again.done", { file: one.file }), tone: "good" });
  };
  const withdraw = async (): Promise<void> => {
    if (!(await confirm({ title: t("evidence.withdraw.ask", { file: one.file }), says: t("evidence.withdraw.says"), action: t("evidence.withdraw") }))) return;
    await act.withdraw(place.id, one.number);
    changed();
    toast({ says: t("evidence.withdraw.done", { file: one.file }), action: { label: t("evidence.withdraw.undo"), onAction: run(again) } });
  };
  const run = (what: () => Promise<void>) => () => void what().catch((thrown: unknown) => toastDiagnostic(asProblem(thrown).first));
  const change = one.withdrawn
    ? { id: "again", label: t("evidence.again"), icon: "undo" as const, onAction: run(again) }
    : { id: "withdraw", label: t("evidence.withdraw"), icon: "hide" as const, onAction: run(withdraw) };
  return (
    <Menu
      label={t("evidence.more", { file: one.file })}
      placement="bottom end"
      entries={[{ id: "mapping", label: t("evidence.mapping"), icon: "list", onAction: onMapping }, ...(place.may("editor") ? [change] : [])]}
      trigger={(menu) => <IconButton {...menu} icon="more" label={t("evidence.more", { file: one.file })} />}
    />
  );
}
