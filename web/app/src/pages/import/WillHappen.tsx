/** What will happen: the counts of a preview, what cannot be read, and the buttons that let it happen. */
import type { ReactNode } from "react";
import { Button, Callout, Card, DiagnosticCallout, useFormat, useT } from "@outsidein/kit";
import type { Diagnostic } from "@outsidein/schema";
import type { Draft } from "../../data/evidence";
import { FirstRows } from "./FirstRows";
import { needsOf, newTouchpoints } from "./told";
import type { Foretold, Preview } from "./usePreview";
import { Working } from "./Working";

interface WillHappenProps {
  readonly draft: Draft;
  readonly preview: Preview;
  readonly importing: boolean;
  readonly onImport: () => void;
  readonly onKeepMapping: () => void;
}

export function WillHappen({ draft, preview, importing, onImport, onKeepMapping }: WillHappenProps): ReactNode {
  const t = useT();
  const needs = needsOf(draft);
  const wrong = draft.wrong as unknown as Diagnostic[];
  return (
    <>
      <Card title={t("evidence.will")}>
        {wrong.length ? (
          <div className="oi-will__wrong">
            <p>{t("evidence.go.wrong")}</p>
            {wrong.map((one) => (
              <DiagnosticCallout key={one.says} diagnostic={one} live />
            ))}
          </div>
        ) : (
          <Facts draft={draft} found={preview.found} stale={preview.job !== null || preview.cancelled} />
        )}
        <div className="oi-will__go">
          <Button look="primary" pending={importing} disabled={wrong.length > 0} onPress={onImport}>
            {needs && !wrong.length ? t("evidence.go.anyway") : t("evidence.go")}
          </Button>
          <Button disabled={wrong.length > 0} onPress={onKeepMapping}>
            {t("evidence.go.mapping")}
          </Button>
        </div>
        {needs && !wrong.length ? <p className="oi-will__note">{t("evidence.go.anyway.says", { n: needs })}</p> : null}
      </Card>
      {preview.job ? (
        <Card title={t("evidence.work.preview")}>
          <Working job={preview.job} rows={draft.file.whole ? draft.file.rows : undefined} what="evidence.work.preview" onCancel={preview.cancel} />
        </Card>
      ) : null}
      {preview.cancelled ? (
        <Callout live title={t("evidence.work.preview.cancelled")} action={<Button size="s" onPress={preview.again}>{t("evidence.work.preview.again")}</Button>} />
      ) : null}
      {[...(preview.problem?.diagnostics ?? []), ...preview.failed].map((one) => (
        <DiagnosticCallout key={one.says} diagnostic={one} live />
      ))}
      {preview.found ? <Unread found={preview.found} /> : null}
      {preview.found?.first.length ? <FirstRows rows={preview.found.first} draft={draft} /> : null}
    </>
  );
}

function Facts({ draft, found, stale }: { readonly draft: Draft; readonly found: Foretold | null; readonly stale: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const n = (value: number | undefined): string => (value === undefined ? "…" : format.number(value));
  const counts = found?.counts;
  const kept = counts && counts.answers - counts.not_applicable;
  const fresh = newTouchpoints(draft);
  const list = draft.reads === "customers";
  const facts: readonly (readonly [string, string, boolean?])[] = [
    ...(draft.ratings || !counts ? [[t("evidence.will.kept"), n(kept)] as const, [t("evidence.will.na"), n(counts?.not_applicable)] as const] : []),
    ...(counts?.comments ? [[t("evidence.will.comments"), n(counts.comments)] as const] : []),
    ...(counts?.events ? [[t("evidence.will.events"), n(counts.events)] as const] : []),
    ...(list ? [[t("evidence.will.list"), n(counts?.customers)] as const] : []),
    [t("evidence.will.unread.rows"), n(counts?.rejected_rows), Boolean(counts?.rejected_rows)],
    ...(counts?.rejected_cells ? [[t("evidence.will.unread.cells"), n(counts.rejected_cells), true] as const] : []),
    [t("evidence.will.customers"), found ? `${n(found.customers_new)} / ${n(found.customers_known)}` : "…"],
    [t("evidence.will.before"), found ? before(found, t) : "…"],
    ...(draft.name ? [[t("evidence.will.name"), draft.name] as const] : []),
  ];
  return (
    <div aria-live="polite" aria-busy={stale}>
      <dl className={stale ? "oi-will oi-will--stale" : "oi-will"}>
        {facts.map(([name, value, bad]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={bad ? "oi-will__bad" : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      {found?.change ? (
        <p className="oi-will__note">
          {t("evidence.will.change")}:{" "}
          {t("evidence.will.change.says", {
            added: n(found.change.added),
            changed: n(found.change.changed),
            removed: n(found.change.removed),
            same: n(found.change.same),
          })}
        </p>
      ) : null}
      {fresh ? <p className="oi-will__note">{t("evidence.will.new", { n: fresh })}</p> : null}
    </div>
  );
}

function before(found: Foretold, t: ReturnType<typeof useT>): string {
  if (found.unchanged) return t("evidence.will.before.yes");
  return found.replaces ? t("evidence.will.before.replaces", { n: found.replaces.number }) : t("evidence.will.before.no");
}

function Unread({ found }: { readonly found: Foretold }): ReactNode {
  const t = useT();
  const reasons = [...new Set(found.rejects.map((one) => one.reason))];
  if (!reasons.length) return null;
  return (
    <Card title={t("evidence.will.examples")}>
      <ul className="oi-unread">
        {reasons.map((reason) => {
          const some = found.rejects.filter((one) => one.reason === reason);
          return (
            <li key={reason}>
              <strong>{reason}</strong>
              {some.slice(0, 3).map((one) => (
                <span key={`${one.row} ${one.column}`}>{t("evidence.will.example", { row: one.row, column: one.column || "none", value: one.value.slice(0, 60) })}</span>
              ))}
              {some[0]?.fix ? <span className="oi-faint">{some[0].fix}</span> : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
