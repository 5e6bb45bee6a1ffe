/**
 * The single answers behind a number, newest first: who by pseudonym, when, through what, about what, and what it was.
 * What lives here: the dialog with its states. Not here: a row's words (told.ts), CSV (csv.ts).
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Callout, Dialog, DiagnosticCallout, EmptyState, Skeleton, toast, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { usePlace } from "../../session/place";
import { FIRST, MOST, rowsQuery, type RowsAsked } from "./asked";
import { csvOf } from "./csv";
import { RowsTable } from "./RowsTable";
import "./words";
import "./behind.css";

export interface RowsProps {
  readonly asked: RowsAsked;
  /** What the number is, in words. */
  readonly title: string;
  readonly onClose: () => void;
}

export function Rows({ asked, title, onClose }: RowsProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [limit, setLimit] = useState(FIRST);
  const rows = useQuery(rowsQuery(place.id, asked, limit));
  const found = rows.data;
  const shown = found?.rows.length ?? 0;
  const most = Math.min(found?.total ?? 0, MOST);
  const csv = async (): Promise<string> => csvOf((await client.fetchQuery({ ...rowsQuery(place.id, asked, MOST), staleTime: 30_000 })).rows);
  const copy = (): void => {
    void csv()
      .then((text) => navigator.clipboard.writeText(text))
      .then(() => toast({ tone: "good", says: t("behind.copied", { n: most }) }))
      .catch((thrown: unknown) => toast({ tone: "bad", says: t("behind.copy.failed"), fix: asProblem(thrown).first.says }));
  };
  const download = (): void => {
    void csv()
      .then((text) => save(text, `${asked.measure}.csv`))
      .catch((thrown: unknown) => toast({ tone: "bad", says: asProblem(thrown).first.says }));
  };
  return (
    <Dialog
      open
      size="full"
      title={t("behind.title", { title })}
      lead={found ? t("behind.lead", { n: found.total, people: found.people }) : undefined}
      onClose={onClose}
      actions={
        shown ? (
          <>
            <p className="oi-behind__count" role="status">
              {shown < (found?.total ?? 0) ? t("behind.shown", { n: shown, of: found?.total ?? 0 }) : t("behind.shown.all", { n: shown })}
              {shown >= MOST && (found?.total ?? 0) > MOST ? ` ${t("behind.cut", { most: MOST })}` : null}
            </p>
            {shown < most ? (
              <Button pending={rows.isFetching} onPress={() => setLimit(MOST)}>
                {t("behind.more", { n: most })}
              </Button>
            ) : null}
            <Button icon="copy" onPress={copy}>
              {t("behind.copy")}
            </Button>
            <Button icon="download" onPress={download}>
              {t("behind.download")}
            </Button>
          </>
        ) : null
      }
    >
      {asked.rests ? <Callout title={t(`behind.rests.${asked.rests}`)} /> : null}
      {rows.isError ? (
        <>
          <DiagnosticCallout diagnostic={asProblem(rows.error).first} />
          <div>
            <Button icon="sync" onPress={() => void rows.refetch()}>
              {t("behind.again")}
            </Button>
          </div>
        </>
      ) : !found ? (
        <div role="status" aria-label={t("behind.loading")} aria-busy="true">
          <Skeleton lines={12} />
        </div>
      ) : shown ? (
        <RowsTable rows={found.rows} label={t("behind.title", { title })} />
      ) : (
        <EmptyState small title={t("behind.none")} says={t("behind.none.says")} />
      )}
    </Dialog>
  );
}

/** Hands a text to the browser's downloads; the mark at its start tells spreadsheets that it is UTF-8. */
function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
